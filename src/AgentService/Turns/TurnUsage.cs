namespace GroupChat.Agents.Turns;

/// <summary>What a run cost.</summary>
/// <param name="InputTokens">Read.</param>
/// <param name="CachedInputTokens">Part of those found in a cache.</param>
/// <param name="OutputTokens">Written.</param>
/// <param name="Estimated">True when words were counted because the model reported no tokens.</param>
internal sealed record TurnUsage(long InputTokens, long CachedInputTokens, long OutputTokens, bool Estimated);
