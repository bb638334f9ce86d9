using System.Globalization;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Everything that is derived from the logs, as text: table by table, row by row.</summary>
internal static class TableDump
{
    /// <summary>Tables that no log knows of.</summary>
    private static readonly string[] NotDerived = ["meta", "room_requests", "join_links", "known_agents", "flags", "groupchat_schema", "event_gaps", "usage_sums", "usage_charges", "quotas"];

    /// <summary>What workers did with a turn, and what only says again where a log ends.</summary>
    private static readonly string[] NotDerivedColumns = ["turns.run_id", "turns.attempts", "turns.lease_until", "rooms.head_seq", "rooms.message_seq", "rooms.message_no"];

    public static IReadOnlyList<string> Read(SqlSession session, bool postgres)
    {
        var tables = session.Query(
            postgres
                ? "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY relname"
                : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
            row => row.GetString(0));
        return [.. tables.Except(NotDerived).SelectMany(table => Rows(session, table))];
    }

    private static IEnumerable<string> Rows(SqlSession session, string table) =>
        session.Query($"SELECT * FROM {table}", row => Row(table, row)).Order(StringComparer.Ordinal);

    private static string Row(string table, SqlRow row)
    {
        var values = Enumerable.Range(0, row.Width)
            .Where(column => !NotDerivedColumns.Contains($"{table}.{row.GetName(column)}"))
            .OrderBy(row.GetName, StringComparer.Ordinal)
            .Select(column => $"{row.GetName(column)}={Text(row.GetValue(column))}");
        return $"{table}: {string.Join(", ", values)}";
    }

    private static string Text(object? value) => value is byte[] bytes
        ? Convert.ToHexString(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
