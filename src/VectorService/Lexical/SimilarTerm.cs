namespace GroupChat.Vectors.Lexical;

/// <summary>A known term and how much it is like an unknown one, up to 1.</summary>
internal readonly record struct SimilarTerm(string Term, double Similarity);
