using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Segments of the search index as rows, for whoever has a session. A segment is only ever added or deleted whole.</summary>
internal static class SegmentRows
{
    public static List<SegmentEntry> List(SqlSession session) => session.Query(
        "SELECT segment_id, message_count, first_time, last_time FROM search_segments ORDER BY last_time DESC, segment_id DESC",
        row => new SegmentEntry(row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)));

    public static SearchPlace[] Places(SqlSession session, long segment) => session.QuerySingle(
        "SELECT places FROM search_segments WHERE segment_id = ?1", row => PlaceCodec.Decode(row.GetBlob(0)), segment) ?? [];

    public static List<SegmentPage> Pages(SqlSession session, long segment) => session.Query(
        "SELECT first_gram, page FROM search_pages WHERE segment_id = ?1 ORDER BY first_gram",
        row => new SegmentPage(row.GetInt64(0), row.GetBlob(1)),
        segment);

    /// <summary>The page that has a gram, if any has.</summary>
    public static SegmentPage? PageOf(SqlSession session, long segment, long gram) => session.QuerySingle(
        "SELECT first_gram, page FROM search_pages WHERE segment_id = ?1 AND first_gram <= ?2 ORDER BY first_gram DESC LIMIT 1",
        row => new SegmentPage(row.GetInt64(0), row.GetBlob(1)),
        segment,
        gram);

    /// <summary>The pages that begin after a gram and not after another.</summary>
    public static List<SegmentPage> PagesAfter(SqlSession session, long segment, long after, long last) => session.Query(
        "SELECT first_gram, page FROM search_pages WHERE segment_id = ?1 AND first_gram > ?2 AND first_gram <= ?3 ORDER BY first_gram",
        row => new SegmentPage(row.GetInt64(0), row.GetBlob(1)),
        segment,
        after,
        last);

    public static void Insert(SqlSession session, long id, Segment segment)
    {
        if (segment.Places.Length == 0)
            return;
        session.Send(
            "INSERT INTO search_segments(segment_id, message_count, first_time, last_time, places) VALUES (?1, ?2, ?3, ?4, ?5)",
            id,
            segment.Places.Length,
            segment.Places[0].Time,
            segment.Places[^1].Time,
            PlaceCodec.Encode(segment.Places));
        foreach (var page in segment.Pages)
        {
            session.Send(
                "INSERT INTO search_pages(segment_id, first_gram, page) VALUES (?1, ?2, ?3)", id, page.First, page.Content);
        }
    }

    public static void Delete(SqlSession session, long segment)
    {
        session.Send("DELETE FROM search_segments WHERE segment_id = ?1", segment);
        session.Send("DELETE FROM search_pages WHERE segment_id = ?1", segment);
    }
}
