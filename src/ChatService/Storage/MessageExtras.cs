using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What stands beside messages, for a page of them at a time: reactions, threads and pins in one query each.</summary>
internal static class MessageExtras
{
    private static readonly PerCount ReactionKinds = new(
        """
        SELECT k.seq, k.emoji, k.users, CASE WHEN r.user_id IS NULL THEN 0 ELSE 1 END
        FROM reaction_kinds k
        LEFT JOIN reactions r ON r.room_key = k.room_key AND r.seq = k.seq AND r.emoji = k.emoji AND r.user_id = ?2
        WHERE k.room_key = ?1 AND k.seq IN ({0}) ORDER BY k.seq, k.first_seq
        """,
        fixedArgs: 2);

    private static readonly PerCount ThreadSummaries = new(
        "SELECT root_seq, replies, last_seq FROM threads WHERE room_key = ?1 AND replies > 0 AND root_seq IN ({0})", fixedArgs: 1);

    private static readonly PerCount PinnedOnes = new("SELECT seq FROM pins WHERE room_key = ?1 AND seq IN ({0})", fixedArgs: 1);

    /// <summary>The same messages with their extras, as <paramref name="viewer"/> sees them.</summary>
    public static List<Message> Fill(SqlSession session, IEventCodec codec, long roomKey, IReadOnlyList<Message> messages, UserId viewer)
    {
        var filled = new List<Message>(messages.Count);
        foreach (var some in messages.Chunk(PerCount.Max))
            filled.AddRange(FillSome(session, codec, roomKey, some, viewer));
        return filled;
    }

    private static IEnumerable<Message> FillSome(SqlSession session, IEventCodec codec, long roomKey, Message[] messages, UserId viewer)
    {
        var places = messages.Select(message => message.Sequence).ToList();
        var reactions = Reactions(session, roomKey, places, viewer);
        var threads = Threads(session, roomKey, places);
        var pins = Pins(session, roomKey, places);
        var calls = ToolCallExtras.Of(session, codec, roomKey, messages);
        return messages.Select(message => message with
        {
            Reactions = [.. reactions[message.Sequence]],
            Thread = threads.GetValueOrDefault(message.Sequence),
            IsPinned = pins.Contains(message.Sequence),
            Answer = message.Answer is { } answer ? answer with { ToolCalls = calls(message) } : null,
        });
    }

    private static ILookup<long, ReactionCount> Reactions(SqlSession session, long roomKey, List<long> places, UserId viewer)
    {
        var (sql, args) = ReactionKinds.For(places, roomKey, viewer.Value);
        return session
            .Query(sql, row => (Place: row.GetInt64(0), Count: new ReactionCount(row.GetString(1), row.GetInt32(2), row.GetInt32(3) == 1)), args)
            .ToLookup(found => found.Place, found => found.Count);
    }

    private static Dictionary<long, ThreadSummary> Threads(SqlSession session, long roomKey, List<long> places)
    {
        var (sql, args) = ThreadSummaries.For(places, roomKey);
        return session
            .Query(sql, row => (Root: row.GetInt64(0), Summary: new ThreadSummary(row.GetInt32(1), row.GetInt64(2))), args)
            .ToDictionary(found => found.Root, found => found.Summary);
    }

    private static HashSet<long> Pins(SqlSession session, long roomKey, List<long> places)
    {
        var (sql, args) = PinnedOnes.For(places, roomKey);
        return [.. session.Query(sql, row => row.GetInt64(0), args)];
    }
}
