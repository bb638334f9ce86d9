using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Storage;

/// <summary>What one page of messages may weigh.</summary>
internal static class PageBytes
{
    /// <summary>Stored bytes of one page: half of what a response may have, for what the contract adds to them.</summary>
    public const int Max = 2 * 1024 * 1024;

    /// <summary>As many entries as were asked for, fewer when they are long, and at least one if there is one.</summary>
    /// <param name="entries">In order; one more than the page may hold, if there are more.</param>
    /// <param name="limit">Entries of a page.</param>
    /// <param name="weigh">The stored bytes of an entry.</param>
    public static Chunk<T> Cut<T>(IEnumerable<T> entries, int limit, Func<T, long> weigh)
    {
        var (kept, bytes) = (new List<T>(), 0L);
        foreach (var entry in entries)
        {
            bytes += weigh(entry);
            if (kept.Count == limit || (bytes > Max && kept.Count > 0))
                return new(kept, More: true);
            kept.Add(entry);
        }

        return new(kept, More: false);
    }
}
