using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>A query as a caller asks it: text, or a vector for the dense lane (empty: the text is embedded), or both.</summary>
internal sealed record SearchQuery(string Text, float[] Vector, SearchMode Mode, int Limit, PayloadFilter? Filter);
