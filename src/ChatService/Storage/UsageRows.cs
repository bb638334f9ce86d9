using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What models took, as counters. They are no part of any log: a run that was stopped is paid for after its answer has ended.</summary>
internal static class UsageRows
{
    /// <summary>The key of no room.</summary>
    public const long NoRoom = 0;

    private const int DaysKnown = 2;

    private static readonly string[] Counted = ["u.runs", "u.computed", "u.cached", "u.generated", "u.estimated"];

    public static void Add(SqlSession session, long roomKey, DateTimeOffset now, Charge charge)
    {
        if (charge.Id.Length > 0 && !IsNew(session, now, charge.Id))
            return;
        session.Send(
            """
            INSERT INTO usage_sums(day, user_id, room_key, agent_id, model_id, kind, runs, computed, cached, generated, estimated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10)
            ON CONFLICT (day, user_id, room_key, agent_id, model_id, kind) DO UPDATE SET
                runs = usage_sums.runs + 1,
                computed = usage_sums.computed + excluded.computed,
                cached = usage_sums.cached + excluded.cached,
                generated = usage_sums.generated + excluded.generated,
                estimated = usage_sums.estimated + excluded.estimated
            """,
            DayOf(now),
            charge.User?.Value ?? "",
            roomKey,
            charge.Agent?.Value ?? "",
            charge.Model,
            (long)charge.Kind,
            charge.Computed,
            charge.Cached,
            charge.Generated,
            charge.Usage.Estimated ? 1 : 0);
    }

    /// <summary>Nobody tells of a charge again after so long.</summary>
    public static void ForgetCharges(SqlSession session, DateTimeOffset now) =>
        session.Send("DELETE FROM usage_charges WHERE day < ?1", DayOf(now) - DaysKnown);

    public static long TokensOfUser(SqlSession session, DateTimeOffset now, UserId user) => session.QuerySingle(
        "SELECT CAST(coalesce(sum(computed + generated), 0) AS bigint) FROM usage_sums WHERE day = ?1 AND user_id = ?2",
        row => row.GetInt64(0),
        DayOf(now),
        user.Value);

    public static long TokensOfRoom(SqlSession session, DateTimeOffset now, long roomKey) => session.QuerySingle(
        "SELECT CAST(coalesce(sum(computed + generated), 0) AS bigint) FROM usage_sums WHERE room_key = ?1 AND day = ?2",
        row => row.GetInt64(0),
        roomKey,
        DayOf(now));

    public static List<UsageSum> Sum(SqlSession session, UsageQuery query, int skip, int limit)
    {
        var columns = query.Groups.Select(ColumnOf).ToList();
        var grouped = columns.Count == 0 ? "" : $"GROUP BY {string.Join(", ", columns)} ORDER BY {string.Join(", ", columns)}";
        var sums = Counted.Select(column => $"CAST(coalesce(sum({column}), 0) AS bigint)");
        return session.Query(
            $"""
            SELECT {string.Join(", ", [.. sums, .. columns])} FROM usage_sums u LEFT JOIN rooms r ON r.room_key = u.room_key
            WHERE u.day >= ?1 AND u.day <= ?2 AND (?3 = 0 OR u.user_id = ?4) AND (?5 = 0 OR u.room_key = ?5)
            {grouped} LIMIT ?6 OFFSET ?7
            """,
            row => Read(row, query.Groups),
            query.From.DayNumber,
            query.To.DayNumber,
            query.User is null ? 0 : 1,
            query.User?.Value ?? "",
            query.Room?.Key ?? 0,
            limit,
            skip);
    }

    private static bool IsNew(SqlSession session, DateTimeOffset now, string charge) => session.Execute(
        "INSERT INTO usage_charges(charge_id, day) VALUES (?1, ?2) ON CONFLICT (charge_id) DO NOTHING", charge, DayOf(now)) > 0;

    private static long DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).DayNumber;

    private static string ColumnOf(UsageGroup group) => group switch
    {
        UsageGroup.Day => "u.day",
        UsageGroup.Room => "coalesce(r.room_id, '')",
        UsageGroup.User => "u.user_id",
        UsageGroup.Agent => "u.agent_id",
        UsageGroup.Model => "u.model_id",
        UsageGroup.Kind => "u.kind",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    private static UsageSum Read(SqlRow row, IReadOnlyList<UsageGroup> groups)
    {
        var sum = new UsageSum(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        foreach (var (i, group) in groups.Index())
        {
            sum = group switch
            {
                UsageGroup.Day => sum with { Day = DateOnly.FromDayNumber(row.GetInt32(5 + i)) },
                UsageGroup.Room => sum with { Room = row.GetString(5 + i) },
                UsageGroup.User => sum with { User = row.GetString(5 + i) },
                UsageGroup.Agent => sum with { Agent = row.GetString(5 + i) },
                UsageGroup.Kind => sum with { Kind = (ChargeKind)row.GetInt32(5 + i) },
                _ => sum with { Model = row.GetString(5 + i) },
            };
        }

        return sum;
    }
}
