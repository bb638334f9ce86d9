using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What runs cost, as counters. They are no part of any log: a run that was stopped is paid for after its answer has ended.</summary>
internal static class UsageRows
{
    private static readonly string[] Counted = ["u.runs", "u.computed", "u.cached", "u.generated", "u.estimated"];

    public static void Add(SqlSession session, long roomKey, DateTimeOffset now, Charge charge) => session.Send(
        """
        INSERT INTO usage_days(day, user_id, room_key, agent_id, model_id, runs, computed, cached, generated, estimated)
        VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9)
        ON CONFLICT (day, user_id, room_key, agent_id, model_id) DO UPDATE SET
            runs = usage_days.runs + 1,
            computed = usage_days.computed + excluded.computed,
            cached = usage_days.cached + excluded.cached,
            generated = usage_days.generated + excluded.generated,
            estimated = usage_days.estimated + excluded.estimated
        """,
        DayOf(now),
        charge.User?.Value ?? "",
        roomKey,
        charge.Agent.Value,
        charge.Model,
        charge.Computed,
        charge.Cached,
        charge.Generated,
        charge.Usage.Estimated ? 1 : 0);

    public static long TokensOfUser(SqlSession session, DateTimeOffset now, UserId user) => session.QuerySingle(
        "SELECT CAST(coalesce(sum(computed + generated), 0) AS bigint) FROM usage_days WHERE day = ?1 AND user_id = ?2",
        row => row.GetInt64(0),
        DayOf(now),
        user.Value);

    public static long TokensOfRoom(SqlSession session, DateTimeOffset now, long roomKey) => session.QuerySingle(
        "SELECT CAST(coalesce(sum(computed + generated), 0) AS bigint) FROM usage_days WHERE room_key = ?1 AND day = ?2",
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
            SELECT {string.Join(", ", [.. sums, .. columns])} FROM usage_days u JOIN rooms r ON r.room_key = u.room_key
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

    private static long DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).DayNumber;

    private static string ColumnOf(UsageGroup group) => group switch
    {
        UsageGroup.Day => "u.day",
        UsageGroup.Room => "r.room_id",
        UsageGroup.User => "u.user_id",
        UsageGroup.Agent => "u.agent_id",
        UsageGroup.Model => "u.model_id",
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
                _ => sum with { Model = row.GetString(5 + i) },
            };
        }

        return sum;
    }
}
