namespace GroupChat.Chat.Messages;

/// <summary>The replies to the first message of a thread, deleted ones left out.</summary>
internal sealed record ThreadSummary(int ReplyCount, long LastReplySequence);
