namespace GroupChat.Agents.Extractive;

/// <summary>A word of a question that says what it is about.</summary>
/// <param name="Stem">What inflected forms share.</param>
/// <param name="SameAs">Other spellings of the same: the identifier it is a part of, or written together with its neighbour.</param>
/// <param name="Equivalents">Stems of words that often mean the same.</param>
/// <param name="Emphasis">Below 1 for general words, above 1 for names: how much it counts before rarity does.</param>
internal sealed record QuestionTerm(string Stem, IReadOnlyList<string> SameAs, IReadOnlyList<string> Equivalents, double Emphasis);
