using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// SQLite only. Events lie in the order of their commits, those of many rooms mixed: what one room's retention removes leaves gaps in
/// pages that the others still need. Where half of a stretch or more is gone, the rest moves to the end of the table, so that its
/// pages become free; no more moves than was removed. <c>event_gaps</c> holds the stretches that lost something, kept by a trigger.
/// </summary>
internal static class EventGaps
{
    private const int Stretch = 1024;

    public const string Table = """

        -- Stretches of 1,024 places among the events that lost some.
        CREATE TABLE event_gaps(
            stretch INTEGER NOT NULL PRIMARY KEY
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER events_leave_gaps AFTER DELETE ON events BEGIN
            INSERT OR IGNORE INTO event_gaps(stretch) VALUES (old.rowid / 1024);
        END;
        """;

    /// <summary>Looks at one stretch; false when there is none left.</summary>
    public static bool CloseOne(SqlSession session)
    {
        if (!session.TryQuerySingle("SELECT stretch FROM event_gaps LIMIT 1", row => row.GetInt64(0), out var stretch))
            return false;
        session.Execute("DELETE FROM event_gaps WHERE stretch = ?1", stretch);
        var end = session.QuerySingle("SELECT coalesce(max(rowid), 0) FROM events", row => row.GetInt64(0));
        if (stretch < end / Stretch)
            MoveRest(session, stretch * Stretch, end);
        return true;
    }

    private static void MoveRest(SqlSession session, long first, long end)
    {
        var left = session.Query(
            "SELECT rowid FROM events WHERE rowid >= ?1 AND rowid < ?2 ORDER BY rowid", row => row.GetInt64(0), first, first + Stretch);
        if (left.Count > Stretch / 2)
            return;
        foreach (var place in left)
            session.Execute("UPDATE events SET rowid = ?1 WHERE rowid = ?2", ++end, place);
    }
}
