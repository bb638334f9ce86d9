using System.Text.Json;

namespace GroupChat.Cli.Evaluation;

/// <summary>How a question set was answered. Rates are from 0 to 1, and null when there is nothing to rate.</summary>
internal sealed record EvaluationReport(IReadOnlyList<EvaluationResult> Questions)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public int Count => Questions.Count;

    /// <summary>Of those to be answered, answered as expected.</summary>
    public double? HitRate => Share(Questions.Where(static one => one.IsHit is not null).Select(static one => one.IsHit == true));

    /// <summary>Of all citations, those whose quotes stand in their documents.</summary>
    public double? CitationRate => Questions.Sum(static one => one.Citations) is var all and > 0
        ? Questions.Sum(static one => one.CorrectCitations) / (double)all
        : null;

    /// <summary>Of those to be refused, refused.</summary>
    public double? RefusalRate => Share(Questions.Where(static one => one.IsRefusedRightly is not null).Select(static one => one.IsRefusedRightly == true));

    public int WrongRefusals => Questions.Count(static one => one.IsRefusedWrongly);

    public int Unfinished => Questions.Count(static one => one.State != "Complete");

    public double SecondsP50 => Percentile(0.5);

    public double SecondsP95 => Percentile(0.95);

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private static double? Share(IEnumerable<bool> right)
    {
        var all = right.ToList();
        return all.Count == 0 ? null : all.Count(static one => one) / (double)all.Count;
    }

    private double Percentile(double share)
    {
        var sorted = Questions.Select(static one => one.Seconds).Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }
}
