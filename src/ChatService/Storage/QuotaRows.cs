using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What was set for people and rooms in place of the settings.</summary>
internal static class QuotaRows
{
    private const string Columns = "subject_kind, subject_id, tokens_per_day, answers_at_a_time";

    public static Quota? Find(SqlSession session, QuotaSubject subject) => session.QuerySingle(
        $"SELECT {Columns} FROM quotas WHERE subject_kind = ?1 AND subject_id = ?2", Read, (long)subject.Kind, subject.Id);

    /// <summary>Of a person and of a room, by one question.</summary>
    public static (Quota? User, Quota? Room) Find(SqlSession session, UserId? user, RoomId room)
    {
        var found = session.Query(
            $"SELECT {Columns} FROM quotas WHERE (subject_kind = 1 AND subject_id = ?1) OR (subject_kind = 2 AND subject_id = ?2)",
            Read,
            user?.Value ?? "",
            room.Value);
        return (found.Find(static quota => quota.Subject.Kind == QuotaOf.User), found.Find(static quota => quota.Subject.Kind == QuotaOf.Room));
    }

    public static List<Quota> List(SqlSession session, QuotaSubject? after, int limit) => session.Query(
        $"""
        SELECT {Columns} FROM quotas WHERE subject_kind > ?1 OR (subject_kind = ?1 AND subject_id > ?2)
        ORDER BY subject_kind, subject_id LIMIT ?3
        """,
        Read,
        (long)(after?.Kind ?? 0),
        after?.Id ?? "",
        limit);

    /// <summary>One that says nothing is taken away.</summary>
    public static void Save(SqlSession session, Quota quota)
    {
        var (of, id) = ((long)quota.Subject.Kind, quota.Subject.Id);
        if (quota.IsUnset)
        {
            session.Send("DELETE FROM quotas WHERE subject_kind = ?1 AND subject_id = ?2", of, id);
            return;
        }
        session.Send(
            $"""
            INSERT INTO quotas({Columns}) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (subject_kind, subject_id) DO UPDATE SET
                tokens_per_day = excluded.tokens_per_day, answers_at_a_time = excluded.answers_at_a_time
            """,
            of,
            id,
            quota.TokensPerDay,
            (long?)quota.AnswersAtATime);
    }

    private static Quota Read(SqlRow row) => new(
        new((QuotaOf)row.GetInt32(0), row.GetString(1)),
        row.IsNull(2) ? null : row.GetInt64(2),
        row.IsNull(3) ? null : row.GetInt32(3));
}
