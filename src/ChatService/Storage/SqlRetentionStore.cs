using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlRetentionStore(ChatDatabase chat) : IRetentionStore
{
    public async Task<IReadOnlyList<RoomRef>> ListAsync(long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(
            session => session.Query(
                "SELECT room_id, room_key, epoch FROM rooms WHERE retention_ms > 0 AND room_key > ?1 ORDER BY room_key LIMIT ?2",
                row => row.GetRoom(0),
                after,
                limit),
            cancellationToken);

    public Task ForgetChargesAsync(DateTimeOffset now, CancellationToken cancellationToken) => chat.Sql.WriteAsync(
        session =>
        {
            UsageRows.ForgetCharges(session, now);
            return true;
        },
        cancellationToken: cancellationToken);

    public async Task<int> GiveSpaceBackAsync(CancellationToken cancellationToken)
    {
        while (!chat.IsShared && await chat.Sql.WriteAsync(EventGaps.CloseOne, cancellationToken: cancellationToken))
        {
            // a stretch at a time
        }

        return await chat.Sql.GiveSpaceBackAsync(cancellationToken);
    }
}
