using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// The beginning of a log goes, and with it the messages that it brought in and what hangs on them. Idempotency keys stay for ever,
/// and flags, which moderators have to answer.
/// </summary>
internal static class TrimRows
{
    private static readonly string[] ByMessage = ["message_contents", "tool_calls", "mentions", "reactions", "reaction_kinds", "pins", "search_changes", "events"];

    public static void Delete(SqlSession session, long roomKey, long firstSequence)
    {
        foreach (var table in ByMessage)
            session.Send($"DELETE FROM {table} WHERE room_key = ?1 AND seq < ?2", roomKey, firstSequence);
        GoneRows.Trim(session, roomKey, firstSequence);
        session.Send("DELETE FROM threads WHERE room_key = ?1 AND root_seq < ?2", roomKey, firstSequence);
        // Replies that are left are still listed as a thread: of a first message that is gone.
        session.Send("DELETE FROM thread_replies WHERE room_key = ?1 AND root_seq < ?2 AND seq < ?2", roomKey, firstSequence);
    }
}
