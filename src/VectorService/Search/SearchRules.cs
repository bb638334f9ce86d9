using System.Text;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>What a query has to be, with and without knowledge of the collection.</summary>
internal static class SearchRules
{
    public const int MaxQueryBytes = 4_096;
    public const int DefaultLimit = 10;
    public const int MaxLimit = 100;

    public static SearchQuery Checked(SearchQuery query, PointAddress address)
    {
        var violations = new Violations();
        address.Check(violations);
        FilterRules.Check(query.Filter, violations);
        var hasText = !string.IsNullOrWhiteSpace(query.Text);
        violations
            .AddIf(!hasText && (query.Vector.Length == 0 || query.Mode == SearchMode.Lexical), "query", "must not be empty")
            .AddIf(Encoding.UTF8.GetByteCount(query.Text) > MaxQueryBytes, "query", $"must be at most {MaxQueryBytes} bytes of UTF-8")
            .AddIf(query.Limit < 0, "limit", "must not be negative")
            .ThrowIfAny();
        return query with { Limit = query.Limit == 0 ? DefaultLimit : Math.Min(query.Limit, MaxLimit) };
    }

    public static void CheckVector(float[] vector, int dimension)
    {
        if (vector.Length == 0)
            return;
        if (vector.Length != dimension)
            throw Violations.One("vector", $"must have the collection's dimension, {dimension}");
        if (!UnitVector.HasDirection(vector))
            throw Violations.One("vector", "must be finite and not all zeros");
    }
}
