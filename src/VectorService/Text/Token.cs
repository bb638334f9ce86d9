namespace GroupChat.Vectors.Text;

/// <summary>
/// A stretch of folded text: a word, or (Unspaced) a run of a script that writes no spaces between words, which is
/// searched by its pairs of characters instead.
/// </summary>
internal readonly record struct Token(string Text, bool Unspaced);
