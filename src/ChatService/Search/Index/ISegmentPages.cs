namespace GroupChat.Chat.Search.Index;

/// <summary>The pages of one segment, wherever they are kept.</summary>
internal interface ISegmentPages
{
    /// <summary>Messages of the segment.</summary>
    int MessageCount { get; }

    /// <summary>Postings of a gram; empty when no message has it.</summary>
    ReadOnlyMemory<byte> Find(long gram);

    /// <summary>Postings of all grams from the first to the last, both included.</summary>
    IEnumerable<ReadOnlyMemory<byte>> Range(long first, long last);
}
