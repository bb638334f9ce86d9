using System.Text;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>What a query has to be, with and without knowledge of the collection.</summary>
internal static class SearchRules
{
    public const int MaxQueryBytes = 4_096;
    public const int DefaultLimit = 10;
    public const int MaxLimit = 100;
    public const int MaxWeight = 100;
    public const int DefaultCandidates = 50;
    public const int MaxCandidates = 200;

    public static SearchQuery Checked(SearchQuery query, PointAddress address)
    {
        var violations = new Violations();
        address.Check(violations);
        FilterRules.Check(query.Filter, violations);
        var hasText = !string.IsNullOrWhiteSpace(query.Text);
        violations
            .AddIf(!hasText && (query.Vector.Length == 0 || query.Mode == SearchMode.Lexical), "query", "must not be empty")
            .AddIf(Encoding.UTF8.GetByteCount(query.Text) > MaxQueryBytes, "query", $"must be at most {MaxQueryBytes} bytes of UTF-8")
            .AddIf(query.Limit < 0, "limit", "must not be negative");
        CheckLane(query.Dense, "dense", violations);
        CheckLane(query.Lexical, "lexical", violations);
        violations
            .AddIf(query.Diversity is { Strength: not (>= 0 and <= 1) }, "diversity.strength", "must be from 0 to 1")
            .AddIf(query.Diversity is { Candidates: < 0 }, "diversity.candidates", "must not be negative")
            .ThrowIfAny();
        var limit = query.Limit == 0 ? DefaultLimit : Math.Min(query.Limit, MaxLimit);
        return query with { Limit = limit, Diversity = Bounded(query.Diversity, limit) };
    }

    private static void CheckLane(LaneTerms terms, string field, Violations violations) => violations
        .AddIf(terms.Weight is not (> 0 and <= MaxWeight), $"{field}.weight", $"must be more than 0 and at most {MaxWeight}")
        .AddIf(terms.MinScore is double.NaN, $"{field}.min_score", "must not be NaN");

    private static Diversity? Bounded(Diversity? asked, int limit) => asked is null
        ? null
        : asked with { Candidates = Math.Clamp(asked.Candidates == 0 ? DefaultCandidates : asked.Candidates, limit, MaxCandidates) };

    public static void CheckVector(float[] vector, VectorShape shape)
    {
        if (vector.Length == 0)
            return;
        if (vector.Length != shape.Dimension)
            throw Violations.One("vector", $"must have the collection's dimension, {shape.Dimension}");
        if (!shape.CanCompare(vector))
            throw Violations.One("vector", "must be finite, of numbers up to 1e15, and for the cosine not all zeros");
    }
}
