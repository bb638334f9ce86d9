using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// How many messages of a room were deleted, by blocks of 1, 256 and 65,536 sequences: so those after any place are the sum of few
/// rows, however many there are.
/// </summary>
internal static class GoneRows
{
    /// <summary>How many stood after <c>p.from_seq</c> in the room <c>r</c> of the enclosing statement.</summary>
    public const string After =
        """
        coalesce((SELECT CAST(sum(g.gone) AS bigint) FROM gone_messages g WHERE g.room_key = r.room_key AND (
            (g.level = 0 AND g.block > p.from_seq AND g.block < p.from_seq - p.from_seq % 256 + 256)
            OR (g.level = 1 AND g.block > p.from_seq / 256 AND g.block < p.from_seq / 256 - p.from_seq / 256 % 256 + 256)
            OR (g.level = 2 AND g.block > p.from_seq / 65536))), 0)
        """;

    private static readonly int[] Sizes = [1, 256, 65_536];

    /// <summary>Blocks that end before the oldest event are not asked for any more.</summary>
    public static void Trim(SqlSession session, long roomKey, long firstSequence)
    {
        for (var level = 0; level < Sizes.Length; level++)
        {
            session.Send(
                "DELETE FROM gone_messages WHERE room_key = ?1 AND level = ?2 AND block < ?3", roomKey, level, firstSequence / Sizes[level]);
        }
    }

    /// <summary>To be called once for each message that is deleted.</summary>
    public static void Add(SqlSession session, long roomKey, long sequence)
    {
        for (var level = 0; level < Sizes.Length; level++)
        {
            session.Send(
                """
                INSERT INTO gone_messages(room_key, level, block, gone) VALUES (?1, ?2, ?3, 1)
                ON CONFLICT(room_key, level, block) DO UPDATE SET gone = gone_messages.gone + 1
                """,
                roomKey,
                level,
                sequence / Sizes[level]);
        }
    }
}
