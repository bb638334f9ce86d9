using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

internal sealed class SqlUsageStore(ChatDatabase chat) : IUsageStore
{
    public async Task<IReadOnlyList<UsageSum>> SumAsync(UsageQuery query, int skip, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => UsageRows.Sum(session, query, skip, limit), cancellationToken);

    public async Task ChargeAsync(IReadOnlyList<Charge> charges, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One at a time: nothing orders those of several writers, who would wait for each other's sums.
        foreach (var charge in charges)
        {
            await chat.Sql.WriteAsync(
                session =>
                {
                    UsageRows.Add(session, UsageRows.NoRoom, now, charge);
                    return true;
                },
                cancellationToken: cancellationToken);
        }
    }

    public Task<long> TokensOfAsync(UserId user, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => UsageRows.TokensOfUser(session, now, user), cancellationToken);

    public Task<(long Tokens, int Answers)> UseOfAsync(QuotaSubject subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => UseOf(session, subject, now), cancellationToken);

    private static (long Tokens, int Answers) UseOf(SqlSession session, QuotaSubject subject, DateTimeOffset now)
    {
        if (subject.Kind == QuotaOf.User)
        {
            var user = new UserId(subject.Id);
            return (UsageRows.TokensOfUser(session, now, user), TurnRows.CountOf(session, user));
        }
        return RoomRows.Find(session, new RoomId(subject.Id)) is { } room
            ? (UsageRows.TokensOfRoom(session, now, room.Ref.Key), TurnRows.CountIn(session, room.Ref.Key))
            : default;
    }
}
