using GroupChat.Agents.Explanations;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Storage;

/// <summary>Explanations as rows: one for each turn, of its last run, bounded in time and for each room.</summary>
internal sealed class SqlExplanationStore(AgentDatabase database)
{
    /// <summary>Of one room; the oldest go first.</summary>
    public const int MostOfRoom = 1_000;

    private readonly ISqlDatabase _database = database.Sql;

    /// <param name="explanation">Takes the place of an earlier one of its turn.</param>
    /// <param name="oldest">What is older is forgotten.</param>
    /// <param name="cancellationToken">Heeded until it begins.</param>
    public Task SaveAsync(Explanation explanation, DateTimeOffset oldest, CancellationToken cancellationToken) => _database.WriteAsync(
        sql =>
        {
            sql.Execute(
                "INSERT INTO explanations(turn_id, room_id, create_time, body) VALUES (?1, ?2, ?3, ?4) "
                + "ON CONFLICT(turn_id) DO UPDATE SET create_time = excluded.create_time, body = excluded.body",
                explanation.TurnId, explanation.RoomId, explanation.CreateTime.ToUnixTimeMilliseconds(), explanation.ToText());
            sql.Execute("DELETE FROM explanations WHERE create_time < ?1", oldest.ToUnixTimeMilliseconds());
            sql.Execute(
                "DELETE FROM explanations WHERE room_id = ?1 AND create_time < "
                + "(SELECT create_time FROM explanations WHERE room_id = ?1 ORDER BY create_time DESC LIMIT 1 OFFSET ?2)",
                explanation.RoomId, MostOfRoom - 1);
            return true;
        },
        cancellationToken: cancellationToken);

    public async Task<Explanation?> FindAsync(string roomId, string turnId, CancellationToken cancellationToken)
    {
        var rows = await _database.ReadAsync(
            sql => sql.Query(
                "SELECT body FROM explanations WHERE turn_id = ?1 AND room_id = ?2", row => Explanation.Read(row.GetString(0)), turnId, roomId),
            cancellationToken);
        return rows.Count > 0 ? rows[0] : null;
    }
}
