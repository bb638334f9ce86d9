using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Where the log tells of calls of tools. What a call is now is said by the last event about it.</summary>
internal static class ToolCallRows
{
    private const string IsLast =
        """
        NOT EXISTS (SELECT 1 FROM tool_calls l
            WHERE l.room_key = c.room_key AND l.seq = c.seq AND l.number = c.number AND l.change_seq > c.change_seq)
        """;

    private const string Payload = "JOIN events e ON e.room_key = c.room_key AND e.seq = c.change_seq";

    private const string OfAnswer =
        $"SELECT e.payload FROM tool_calls c {Payload} WHERE c.room_key = ?1 AND c.seq = ?2 AND c.number > 0 AND {IsLast} ORDER BY c.number";

    private const string OfPlace =
        $"""
        SELECT e.payload FROM rooms r JOIN tool_calls c ON c.room_key = r.room_key {Payload}
        WHERE r.room_id = ?1 AND c.seq = ?2 AND c.number = ?3 AND {IsLast}
        """;

    private static readonly PerCount OfMany = new(
        $"SELECT c.seq, e.payload FROM tool_calls c {Payload} WHERE c.room_key = ?1 AND c.seq IN ({{0}}) AND c.number > 0 AND {IsLast} ORDER BY c.seq, c.number",
        fixedArgs: 1);

    public static void Add(SqlSession session, RoomEvent roomEvent, ToolCall call) => session.Send(
        "INSERT INTO tool_calls(room_key, seq, number, change_seq, state) VALUES (?1, ?2, ?3, ?4, ?5)",
        roomEvent.Room.Key,
        call.Answer.Sequence,
        call.Number,
        roomEvent.Sequence,
        (int)call.State);

    /// <summary>The answer is made again: its calls so far are those of a version that was replaced, and have no number any more.</summary>
    public static void Replace(SqlSession session, long roomKey, Message answer) =>
        session.Send("UPDATE tool_calls SET number = 0 WHERE room_key = ?1 AND seq = ?2", roomKey, answer.Sequence);

    public static List<ToolCall> List(SqlSession session, IEventCodec codec, long roomKey, long answer) =>
        session.Query(OfAnswer, row => codec.DecodeToolCall(row.GetBlob(0)), roomKey, answer);

    /// <param name="session">Of a read.</param>
    /// <param name="codec">Reads them.</param>
    /// <param name="roomKey">The room.</param>
    /// <param name="answers">At most <see cref="PerCount.Max"/>.</param>
    public static ILookup<long, ToolCall> ListMany(SqlSession session, IEventCodec codec, long roomKey, IReadOnlyList<long> answers)
    {
        var (sql, args) = OfMany.For(answers, roomKey);
        return session.Query(sql, row => (Answer: row.GetInt64(0), Call: codec.DecodeToolCall(row.GetBlob(1))), args)
            .ToLookup(found => found.Answer, found => found.Call);
    }

    public static ToolCall? Find(SqlSession session, IEventCodec codec, ToolCallPlace place) =>
        session.QuerySingle(OfPlace, row => row.GetBlob(0), place.Room.Value, place.Answer.Sequence, place.Number) is { } payload
            ? codec.DecodeToolCall(payload)
            : null;

    /// <summary>By way of the open turns, which are few: only answers in the making wait for anything.</summary>
    public static List<(ToolCallPlace Place, DateTimeOffset Until)> ListWaiting(SqlSession session, IEventCodec codec) =>
    [
        .. TurnRows.List(session).SelectMany(turn => WaitingOf(session, codec, turn)
            .Select(call => (ToolCallPlace.Of(turn.Room.Id, call), call.ExpireTime!.Value))),
    ];

    public static int CountWaiting(SqlSession session, IEventCodec codec, RoomRef room) =>
        TurnRows.ListIn(session, room).Sum(turn => WaitingOf(session, codec, turn).Count());

    /// <summary>Every event about calls of an answer.</summary>
    public static List<StoredEvent> Events(SqlSession session, long roomKey, long answer) => session.Query(
        $"SELECT e.seq, e.payload FROM tool_calls c {Payload} WHERE c.room_key = ?1 AND c.seq = ?2",
        row => new StoredEvent(row.GetInt64(0), row.GetBlob(1)),
        roomKey,
        answer);

    private static IEnumerable<ToolCall> WaitingOf(SqlSession session, IEventCodec codec, Turn turn) =>
        List(session, codec, turn.Room.Key, turn.Answer.Sequence).Where(call => call.State == ToolCallState.WaitingForApproval);
}
