namespace GroupChat.Agents.Extractive;

/// <summary>One word of a text as it is compared.</summary>
/// <param name="Text">The folded word, not stemmed.</param>
/// <param name="Stem">What inflected forms of the word share.</param>
/// <param name="Position">The place among the words of the text; parts of one identifier follow each other.</param>
/// <param name="Whole">The stem of the identifier that this word is a part of (<c>client_message_id</c>); null for a plain word.</param>
/// <param name="Named">Written as a name is: with a capital inside a sentence, or with a digit or underscore.</param>
internal readonly record struct Term(string Text, string Stem, int Position, string? Whole, bool Named);
