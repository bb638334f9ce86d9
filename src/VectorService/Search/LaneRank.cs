namespace GroupChat.Vectors.Search;

/// <summary>A point's rank in one lane, from 1, and the score it had there.</summary>
internal readonly record struct LaneRank(Lane Lane, int Rank, double Score);
