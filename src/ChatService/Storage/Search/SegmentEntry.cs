namespace GroupChat.Chat.Storage.Search;

/// <summary>What is known of a segment without reading it; times in Unix milliseconds, both included.</summary>
internal readonly record struct SegmentEntry(long Id, int MessageCount, long FirstTime, long LastTime);
