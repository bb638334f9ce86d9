using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Open turns as rows.</summary>
internal static class TurnRows
{
    private const string Select =
        """
        SELECT t.turn_id, r.room_id, r.room_key, r.epoch, t.agent_id, t.question_id, t.answer_id, t.answer_seq, t.attempts, t.run_id, t.lease_until, t.asker_id
        FROM turns t JOIN rooms r ON r.room_key = t.room_key
        """;

    public static List<Turn> List(SqlSession session) => session.Query(Select + " ORDER BY t.turn_id", Read);

    /// <summary>Few rows are there: only turns that are open.</summary>
    public static List<Turn> List(SqlSession session, long roomKey, MessageId question) => session.Query(
        Select + " WHERE t.room_key = ?1 AND t.question_id = ?2 ORDER BY t.answer_seq", Read, roomKey, SqlValues.ToBytes(question.Value));

    public static List<Turn> ListIn(SqlSession session, RoomRef room) => session.Query(Select + " WHERE t.room_key = ?1", Read, room.Key);

    public static List<MessageId> ListQuestions(SqlSession session, long roomKey) => session.Query(
        "SELECT question_id FROM turns WHERE room_key = ?1", row => new MessageId(row.GetId(0)), roomKey);

    public static List<Turn> ListFree(SqlSession session, DateTimeOffset now, int most) => session.Query(
        Select + " WHERE t.lease_until <= ?1 ORDER BY t.turn_id LIMIT ?2", Read, now.ToUnixTimeMilliseconds(), most);

    public static Turn? Find(SqlSession session, TurnId turn) =>
        session.QuerySingle(Select + " WHERE t.turn_id = ?1", Read, SqlValues.ToBytes(turn.Value));

    /// <param name="session">Of the change.</param>
    /// <param name="room">The room.</param>
    /// <param name="answer">The answer that begins.</param>
    /// <param name="sequence">The event that it begins with.</param>
    public static void Insert(SqlSession session, RoomRef room, Message answer, long sequence) => session.Send(
        "INSERT INTO turns(turn_id, room_key, agent_id, question_id, answer_id, answer_seq, asker_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        SqlValues.ToBytes(answer.Answer!.TurnId.Value),
        room.Key,
        answer.Author.Id.Value,
        SqlValues.ToBytes(answer.Answer.Question.Value),
        SqlValues.ToBytes(answer.Id.Value),
        sequence,
        answer.Answer.AskedBy?.Value ?? "");

    public static int CountIn(SqlSession session, long roomKey) =>
        session.QuerySingle("SELECT count(*) FROM turns WHERE room_key = ?1", row => row.GetInt32(0), roomKey);

    public static int CountOf(SqlSession session, UserId asker) =>
        session.QuerySingle("SELECT count(*) FROM turns WHERE asker_id = ?1", row => row.GetInt32(0), asker.Value);

    public static bool BeginRun(SqlSession session, RunClaim claim) => session.Execute(
        """
        UPDATE turns SET run_id = ?2, attempts = ?3, lease_until = ?4
        WHERE turn_id = ?1 AND attempts < ?3 AND (lease_until <= ?5 OR run_id = ?6)
        """,
        SqlValues.ToBytes(claim.Turn.Value),
        SqlValues.ToBytes(claim.Run.Value),
        claim.Attempt,
        claim.Until?.ToUnixTimeMilliseconds() ?? 0,
        claim.Now.ToUnixTimeMilliseconds(),
        claim.Held is { } held ? SqlValues.ToBytes(held.Value) : []) == 1;

    public static bool MoveLease(SqlSession session, HeldRun held, long until) => session.Execute(
        "UPDATE turns SET lease_until = ?3 WHERE turn_id = ?1 AND run_id = ?2",
        SqlValues.ToBytes(held.Turn.Value),
        SqlValues.ToBytes(held.Run.Value),
        until) == 1;

    public static void Delete(SqlSession session, TurnId turn) =>
        session.Send("DELETE FROM turns WHERE turn_id = ?1", SqlValues.ToBytes(turn.Value));

    private static Turn Read(SqlRow row) => new(
        new TurnId(row.GetId(0)),
        row.GetRoom(1),
        new UserId(row.GetString(4)),
        new MessageId(row.GetId(5)),
        new MessageId(row.GetId(6)),
        AnswerSequence: row.GetInt64(7),
        Attempts: row.GetInt32(8))
    {
        Run = row.IsNull(9) ? null : new RunId(row.GetId(9)),
        HeldUntil = row.GetTime(10),
        Asker = row.GetString(11) is { Length: > 0 } asker ? new(asker) : null,
    };
}
