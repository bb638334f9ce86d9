namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>The ends as rows, in either database.</summary>
internal sealed class SqlEndLog(SessionDatabase database) : IEndLog
{
    private const int MostAtOnce = 1000;

    public bool IsShared => database.IsShared;

    public Task<long> LastAsync(CancellationToken cancellationToken) => database.Sql.ReadAsync(EndRows.Last, cancellationToken);

    public async Task<IReadOnlyList<CredentialEnd>> AfterAsync(long number, CancellationToken cancellationToken) =>
        await database.Sql.ReadAsync(sql => EndRows.After(sql, number, MostAtOnce), cancellationToken);
}
