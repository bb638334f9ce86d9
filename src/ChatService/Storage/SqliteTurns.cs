using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Data.Sqlite;

namespace GroupChat.Chat.Storage;

/// <summary>Open turns as rows.</summary>
internal static class SqliteTurns
{
    private const string Select =
        """
        SELECT t.turn_id, r.room_id, r.room_key, r.epoch, t.agent_id, t.question_id, t.answer_id, t.answer_seq, t.attempts
        FROM turns t JOIN rooms r ON r.room_key = t.room_key
        """;

    public static List<Turn> List(SqliteSession session) => session.Query(Select + " ORDER BY t.turn_id", Read);

    public static Turn? Find(SqliteSession session, TurnId turn) =>
        session.QuerySingle(Select + " WHERE t.turn_id = ?1", Read, SqliteIds.ToBytes(turn.Value));

    public static void Insert(SqliteSession session, Turn turn) => session.Execute(
        """
        INSERT INTO turns(turn_id, room_key, agent_id, question_id, answer_id, answer_seq, attempts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        SqliteIds.ToBytes(turn.Id.Value),
        turn.Room.Key,
        turn.Agent.Value,
        SqliteIds.ToBytes(turn.Question.Value),
        SqliteIds.ToBytes(turn.Answer.Value),
        turn.AnswerSequence,
        turn.Attempts);

    public static bool BeginRun(SqliteSession session, TurnId turn, RunId run, int attempt) => session.Execute(
        "UPDATE turns SET run_id = ?2, attempts = ?3 WHERE turn_id = ?1 AND attempts < ?3",
        SqliteIds.ToBytes(turn.Value),
        SqliteIds.ToBytes(run.Value),
        attempt) == 1;

    /// <summary>True for whoever ends the turn: at most one does.</summary>
    public static bool Delete(SqliteSession session, TurnId turn, RunId? onlyRun) => session.Execute(
        "DELETE FROM turns WHERE turn_id = ?1 AND (?2 IS NULL OR run_id = ?2)",
        SqliteIds.ToBytes(turn.Value),
        onlyRun is { } run ? SqliteIds.ToBytes(run.Value) : null) == 1;

    private static Turn Read(SqliteDataReader row) => new(
        new TurnId(row.GetId(0)),
        new RoomRef(new(row.GetString(1)), row.GetInt64(2), row.GetInt32(3)),
        new UserId(row.GetString(4)),
        new MessageId(row.GetId(5)),
        new MessageId(row.GetId(6)),
        AnswerSequence: row.GetInt64(7),
        Attempts: row.GetInt32(8));
}
