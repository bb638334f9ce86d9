namespace GroupChat.Chat.Storage;

/// <summary>Where a log ends: its newest event, the newest that brought a message in, and how many did.</summary>
internal readonly record struct LogEnd(long Head, long LastMessage, long MessageCount);
