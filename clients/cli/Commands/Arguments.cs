using System.CommandLine;
using System.Globalization;

namespace GroupChat.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class Arguments
{
    public static Argument<string> Room() => new("ROOM") { Description = "Id of the room" };

    public static Option<bool> Json(string what) => new("--json") { Description = $"Print {what} as JSON" };

    /// <summary>Refuses a number below the least; what is no number at all the parser refuses itself.</summary>
    public static void AtLeast(this Option option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < least)
            result.AddError($"{option.Name} must be at least {least}.");
    });

    /// <summary>Words of a text: people do not always quote.</summary>
    public static Argument<string[]> Words(string name, string description, ArgumentArity arity) =>
        new(name) { Description = description, Arity = arity };
}
