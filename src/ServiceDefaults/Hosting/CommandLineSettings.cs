using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// Settings as arguments: <c>--Key=value</c> or <c>--Key value</c>. Stricter than the framework's provider, which passes over
/// what it does not understand.
/// </summary>
internal sealed class CommandLineSettings : ConfigurationProvider, IConfigurationSource
{
    /// <exception cref="StartupError">An argument that is no setting, or a setting without a value.</exception>
    public CommandLineSettings(IReadOnlyList<string> args)
    {
        var faults = new List<SettingFault>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            if (name.Length == 0)
                faults.Add(new(args[i], "is not a setting; write --Name=value"));
            else if (value is null && (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
                faults.Add(new(name, "needs a value; write --Name=value"));
            else
                Set(name, value ?? args[++i]);
        }

        if (faults.Count > 0)
            throw new StartupError(faults);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
            return ("", null);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument[2..], null) : (argument[2..equals], argument[(equals + 1)..]);
    }
}
