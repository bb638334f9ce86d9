namespace GroupChat.Vectors.Lexical;

/// <summary>A term to search for and what its score is multiplied by.</summary>
internal readonly record struct WeightedTerm(string Term, double Weight);
