using GroupChat.Chat.Metering;

namespace GroupChat.Chat.Storage;

internal sealed class SqlQuotaStore(ChatDatabase chat) : IQuotaStore
{
    public Task<Quota?> FindAsync(QuotaSubject subject, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => QuotaRows.Find(session, subject), cancellationToken);

    public async Task<IReadOnlyList<Quota>> ListAsync(QuotaSubject? after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => QuotaRows.List(session, after, limit), cancellationToken);

    public Task SaveAsync(Quota quota, CancellationToken cancellationToken) => chat.Sql.WriteAsync(
        session =>
        {
            QuotaRows.Save(session, quota);
            return true;
        },
        cancellationToken: cancellationToken);
}
