using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>A query as a caller asks it: text, or a vector for the dense lane (empty: the text is embedded), or both.</summary>
internal sealed record SearchQuery(string Text, float[] Vector, SearchMode Mode, int Limit, PayloadFilter? Filter)
{
    public LaneTerms Dense { get; init; } = LaneTerms.OfDense;

    public LaneTerms Lexical { get; init; } = LaneTerms.OfLexical;

    /// <summary>How hits are to differ from each other; null: the best, however alike.</summary>
    public Diversity? Diversity { get; init; }

    /// <summary>Whether every vector is to be compared by its floats.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether hits come with their vectors.</summary>
    public bool WithVectors { get; init; }

    /// <summary>Whether the answer says how it was found.</summary>
    public bool Explain { get; init; }
}
