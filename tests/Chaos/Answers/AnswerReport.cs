namespace GroupChat.Chaos.Tests.Answers;

/// <summary>What came of a run.</summary>
internal sealed record AnswerReport(
    AnswerPlan Plan,
    IReadOnlyDictionary<string, int> Struck,
    IReadOnlyDictionary<string, int> Ends,
    long Deltas,
    TimeSpan Elapsed,
    IReadOnlyList<AnswerPlant> Plants,
    IReadOnlyList<AnswerViolation> Violations)
{
    public override string ToString() =>
        $"seed {Plan.Seed}: {string.Join(", ", Struck.Select(one => $"{one.Value} {one.Key}"))}; "
        + $"{Ends.Values.Sum()} ends ({string.Join(", ", Ends.Select(one => $"{one.Value} {one.Key}"))}), {Deltas} pieces of text to "
        + $"{Plan.Viewers} viewers in {Elapsed.TotalSeconds:F0} s; {Violations.Count} violations"
        + string.Concat(Violations.Take(20).Select(violation => $"\n  {violation.Fault} {violation.Viewer}: {violation.Explanation}"));
}
