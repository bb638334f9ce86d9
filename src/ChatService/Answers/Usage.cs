namespace GroupChat.Chat.Answers;

/// <summary>What an answer cost, in tokens; estimated where the model has none of its own.</summary>
internal sealed record Usage(long InputTokens, long CachedInputTokens, long OutputTokens, bool Estimated)
{
    public bool IsNothing => InputTokens <= 0 && OutputTokens <= 0;
}
