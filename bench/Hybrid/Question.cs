namespace GroupChat.Bench.Hybrid;

/// <summary>A query and what it is to find: a passage that is right is among the first ten.</summary>
/// <param name="Text">The query.</param>
/// <param name="IsRight">Whether a passage, by its number, is one that was meant.</param>
internal sealed record Question(string Text, Func<int, bool> IsRight);
