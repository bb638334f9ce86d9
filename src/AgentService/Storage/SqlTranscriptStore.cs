using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Storage;

/// <summary>Transcripts as rows. One that nobody has used for a month is forgotten, and begins anew.</summary>
internal sealed class SqlTranscriptStore(AgentDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int MostMemories = 100;

    private readonly ISqlDatabase _database = database.Sql;

    /// <summary>An empty one, of revision 0, when there is none.</summary>
    public async Task<(Transcript Transcript, long Revision)> FindAsync(TranscriptKey key, CancellationToken cancellationToken)
    {
        var rows = await _database.ReadAsync(
            sql => sql.Query(
                "SELECT revision, body FROM transcripts WHERE room_id = ?1 AND agent_id = ?2 AND model_id = ?3",
                row => (Transcript.Read(row.GetString(1)), row.GetInt64(0)), key.RoomId, key.AgentId, key.ModelId),
            cancellationToken);
        return rows.Count > 0 ? rows[0] : (Transcript.Empty, 0);
    }

    /// <summary>Rooms of which there are any.</summary>
    public async Task<IReadOnlyList<string>> ListRoomsAsync(CancellationToken cancellationToken) => await _database.ReadAsync(
        static sql => sql.Query("SELECT DISTINCT room_id FROM transcripts", static row => row.GetString(0)), cancellationToken);

    /// <summary>Those of a room that hold a summary, the latest first.</summary>
    public async Task<IReadOnlyList<KeptTranscript>> ListSummarizedAsync(string roomId, CancellationToken cancellationToken)
    {
        var rows = await _database.ReadAsync(
            sql => sql.Query(
                "SELECT agent_id, model_id, update_time, body, revision FROM transcripts WHERE room_id = ?1 ORDER BY update_time DESC LIMIT ?2",
                row => new KeptTranscript(
                    new(roomId, row.GetString(0), row.GetString(1)),
                    Transcript.Read(row.GetString(3)),
                    row.GetInt64(4),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
                roomId, MostMemories),
            cancellationToken);
        return [.. rows.Where(static kept => kept.Transcript.Entries.Any(static entry => entry.Kind == TranscriptKind.Summary))];
    }

    /// <summary>Forgets one as it was read; one that was written meanwhile stays.</summary>
    public Task ForgetAsync(KeptTranscript kept, CancellationToken cancellationToken) => _database.WriteAsync(
        sql => sql.Execute(
            "DELETE FROM transcripts WHERE room_id = ?1 AND agent_id = ?2 AND model_id = ?3 AND revision = ?4",
            kept.Key.RoomId, kept.Key.AgentId, kept.Key.ModelId, kept.Revision),
        cancellationToken: cancellationToken);

    /// <param name="roomId">The room.</param>
    /// <param name="agentId">Empty for all agents.</param>
    /// <param name="cancellationToken">Heeded until it begins.</param>
    public Task ForgetAsync(string roomId, string agentId, CancellationToken cancellationToken) => _database.WriteAsync(
        sql => sql.Execute("DELETE FROM transcripts WHERE room_id = ?1 AND (agent_id = ?2 OR ?2 = '')", roomId, agentId),
        cancellationToken: cancellationToken);

    /// <summary>False, and nothing changes, when it has another revision by now.</summary>
    public Task<bool> SaveAsync(TranscriptKey key, Transcript transcript, long revision, DateTimeOffset now, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                sql.Execute("DELETE FROM transcripts WHERE update_time < ?1", (now - Kept).ToUnixTimeMilliseconds());
                return sql.Execute(
                    revision == 0
                        ? "INSERT INTO transcripts(room_id, agent_id, model_id, revision, update_time, body) VALUES (?1, ?2, ?3, ?4 + 1, ?5, ?6) "
                            + "ON CONFLICT(room_id, agent_id, model_id) DO NOTHING"
                        : "UPDATE transcripts SET revision = ?4 + 1, update_time = ?5, body = ?6 "
                            + "WHERE room_id = ?1 AND agent_id = ?2 AND model_id = ?3 AND revision = ?4",
                    key.RoomId, key.AgentId, key.ModelId, revision, now.ToUnixTimeMilliseconds(), transcript.ToText()) == 1;
            },
            cancellationToken: cancellationToken);
}
