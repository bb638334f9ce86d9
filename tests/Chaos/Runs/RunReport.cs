using System.Text;
using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>What came of a run.</summary>
internal sealed record RunReport(
    RunPlan Plan,
    int AcknowledgedEvents,
    int Acknowledged,
    int Attempts,
    int Unknown,
    long Events,
    int Deliveries,
    IReadOnlyDictionary<string, int> Troubles,
    TimeSpan LongestDrain,
    TimeSpan Elapsed,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<string> ServerErrors)
{
    private const int MostShown = 20;

    public override string ToString()
    {
        var text = new StringBuilder()
            .Append($"seed {Plan.Seed} {Plan.Backend} {Elapsed.TotalSeconds:F0} s: {AcknowledgedEvents} acknowledged events of {Events}, ")
            .Append($"{Acknowledged} of {Attempts} attempts acknowledged, {Unknown} unknown, {Deliveries} deliveries, ")
            .AppendJoin(", ", Troubles.OrderBy(trouble => trouble.Key).Select(trouble => $"{trouble.Value} {trouble.Key}"))
            .Append($", longest drain {LongestDrain.TotalSeconds:F1} s")
            .Append($": {Violations.Count} violations");
        foreach (var violation in Violations.Take(MostShown))
            text.Append($"\n  {violation}");
        foreach (var error in ServerErrors.Distinct().Take(MostShown))
            text.Append($"\n  server: {error}");
        return text.ToString();
    }
}
