namespace GroupChat.Vectors.Text;

/// <summary>
/// A stretch of folded text: a word, or (Unspaced) a run of a script that writes no spaces between words, which is
/// searched by its pairs of characters instead.
/// </summary>
/// <param name="Text">The stretch.</param>
/// <param name="Unspaced">Whether it is a run of such a script.</param>
/// <param name="Joined">Whether it goes on with a name that the word before it began, as in <c>max_connections</c>, <c>Path.Combine</c> or <c>read-only</c>.</param>
/// <param name="Parts">The words it was stuck together from by capitals, as <c>maxTokens</c> was; null where it is one word.</param>
internal readonly record struct Token(string Text, bool Unspaced, bool Joined = false, string[]? Parts = null);
