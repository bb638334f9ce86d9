namespace GroupChat.Chat.Log;

/// <summary>A piece of a log and the newest sequence when it was read.</summary>
internal sealed record LogPage(IReadOnlyList<StoredEvent> Events, long HeadSequence);
