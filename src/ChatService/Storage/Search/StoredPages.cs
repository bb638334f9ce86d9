using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Pages of a stored segment, read as they are asked for.</summary>
internal sealed class StoredPages(SqlSession session, SegmentEntry segment) : ISegmentPages
{
    public int MessageCount => segment.MessageCount;

    public ReadOnlyMemory<byte> Find(long gram) => SegmentRows.PageOf(session, segment.Id, gram)?.Find(gram) ?? default;

    public IEnumerable<ReadOnlyMemory<byte>> Range(long first, long last)
    {
        if (SegmentRows.PageOf(session, segment.Id, first) is { } begin)
        {
            foreach (var postings in Within(begin, first, last))
                yield return postings;
        }

        foreach (var page in SegmentRows.PagesAfter(session, segment.Id, first, last))
        {
            foreach (var postings in Within(page, first, last))
                yield return postings;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Within(SegmentPage page, long first, long last)
    {
        var cursor = new PageCursor(page);
        while (cursor.Next() && cursor.Gram <= last)
        {
            if (cursor.Gram >= first)
                yield return cursor.Postings;
        }
    }
}
