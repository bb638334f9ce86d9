using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Tools that need nothing but themselves: a calculator and a clock.</summary>
internal static class RoomlessTools
{
    private static ContentLabel Computed => new(ContentTrust.Operator, ContentAudience.Public);

    public static Tool Calculator { get; } = new(
        AIFunctionFactory.Create(
            static ([Description("such as (2 + 3) * 4 ^ 2 / 7, sqrt(2), round(1.005, 2)")] string expression) =>
                BuiltIn.Calculator.Evaluate(expression).ToString("G29", CultureInfo.InvariantCulture),
            "calculate",
            "Calculates with exact decimal numbers: + - * / % ^, brackets, sqrt, ln, log, exp, sin, cos, tan, abs, round, floor, ceil, min, max, sum, avg."),
        ToolEffect.Reads,
        ToolLimits.Default with { Calls = 32, ResultBytes = 128 })
    {
        Label = Computed,
    };

    public static Tool Clock(TimeProvider time) => new(
        AIFunctionFactory.Create(
            ([Description("IANA name such as Europe/Berlin; empty for UTC")] string? zone = null) => Now(time, zone),
            "get_time",
            "Says the date, the time and the day of the week of now in a time zone."),
        ToolEffect.Reads,
        ToolLimits.Default with { ResultBytes = 256 })
    {
        Label = Computed,
    };

    private static string Now(TimeProvider time, string? zone)
    {
        var id = string.IsNullOrWhiteSpace(zone) ? "UTC" : zone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found))
            throw new ToolException("there is no time zone of this name.");
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), found);
        return string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:sszzz} {now:dddd} ({found.Id})");
    }
}
