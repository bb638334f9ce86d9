namespace GroupChat.Vectors.Search;

/// <summary>What was found, and how where that was asked for.</summary>
internal sealed record SearchAnswer(IReadOnlyList<SearchHit> Hits, SearchExplanation? Explanation);
