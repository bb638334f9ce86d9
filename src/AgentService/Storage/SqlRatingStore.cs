using System.Globalization;
using GroupChat.Agents.Feedback;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Storage;

/// <summary>Ratings as rows: one for each answer and member.</summary>
internal sealed class SqlRatingStore(AgentDatabase database)
{
    private const int Up = 1;
    private const int Down = -1;

    private readonly ISqlDatabase _database = database.Sql;

    /// <summary>Takes the place of an earlier one.</summary>
    public Task SaveAsync(Rating rating, CancellationToken cancellationToken) => _database.WriteAsync(
        sql => sql.Execute(
            "INSERT INTO ratings(room_id, message_id, user_id, agent_id, turn_id, verdict, note, update_time) "
            + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(message_id, user_id) DO UPDATE SET "
            + "turn_id = excluded.turn_id, verdict = excluded.verdict, note = excluded.note, update_time = excluded.update_time",
            rating.RoomId, rating.MessageId, rating.UserId, rating.AgentId, rating.TurnId, rating.IsGood ? Up : Down, rating.Note,
            rating.UpdateTime.ToUnixTimeMilliseconds()),
        cancellationToken: cancellationToken);

    public Task RemoveAsync(string messageId, string userId, CancellationToken cancellationToken) => _database.WriteAsync(
        sql => sql.Execute("DELETE FROM ratings WHERE message_id = ?1 AND user_id = ?2", messageId, userId), cancellationToken: cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="before">Key of the last one seen; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Rating>> ListAsync(string roomId, string? before, int limit, CancellationToken cancellationToken)
    {
        var (time, message, user) = Read(before);
        return await _database.ReadAsync(
            sql => sql.Query(
                "SELECT message_id, user_id, agent_id, turn_id, verdict, note, update_time FROM ratings WHERE room_id = ?1 "
                + "AND (update_time, message_id, user_id) < (?2, ?3, ?4) ORDER BY update_time DESC, message_id DESC, user_id DESC LIMIT ?5",
                row => new Rating(
                    roomId, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4) == Up, row.GetString(5),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6))),
                roomId, time, message, user, limit),
            cancellationToken);
    }

    public async Task<(long Up, long Down)> CountAsync(string roomId, CancellationToken cancellationToken)
    {
        var counts = await _database.ReadAsync(
            sql => sql.Query(
                "SELECT verdict, count(*) FROM ratings WHERE room_id = ?1 GROUP BY verdict", row => (row.GetInt64(0), row.GetInt64(1)), roomId),
            cancellationToken);
        return (counts.FirstOrDefault(static one => one.Item1 == Up).Item2, counts.FirstOrDefault(static one => one.Item1 == Down).Item2);
    }

    private static (long Time, string Message, string User) Read(string? key)
    {
        if (key is null)
            return (long.MaxValue, "", "");
        var parts = key.Split(' ', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? (time, parts[1], parts[2])
            : throw AgentErrors.InvalidPageToken();
    }
}
