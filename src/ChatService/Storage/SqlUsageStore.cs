using GroupChat.Chat.Metering;

namespace GroupChat.Chat.Storage;

internal sealed class SqlUsageStore(ChatDatabase chat) : IUsageStore
{
    public async Task<IReadOnlyList<UsageSum>> SumAsync(UsageQuery query, int skip, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => UsageRows.Sum(session, query, skip, limit), cancellationToken);
}
