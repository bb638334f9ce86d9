using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Removes rows whose <c>expire_time</c> has passed: looked for beside the writes, and removed only if that is still so.</summary>
internal static class ExpiredRows
{
    /// <summary>Says how many went.</summary>
    /// <param name="database">Where.</param>
    /// <param name="table">Of which table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="before">What expired before this time goes.</param>
    /// <param name="most">As many at once.</param>
    /// <param name="locks">The hint that locks rows of the table.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<int> RemoveAsync(
        ISqlDatabase database, string table, string key, DateTimeOffset before, int most, Func<IEnumerable<string>, object> locks,
        CancellationToken cancellationToken)
    {
        var millis = before.ToUnixTimeMilliseconds();
        var ids = await database.ReadAsync(
            sql => sql.Query($"SELECT {key} FROM {table} WHERE expire_time < ?1 LIMIT ?2", row => row.GetString(0), millis, most), cancellationToken);
        return ids.Count == 0 ? 0 : await database.WriteAsync(
            sql => ids.Sum(id => sql.Execute($"DELETE FROM {table} WHERE {key} = ?1 AND expire_time < ?2", id, millis)),
            committed: null, locks(ids), cancellationToken);
    }
}
