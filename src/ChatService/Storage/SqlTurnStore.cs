using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Storage;

internal sealed class SqlTurnStore(ChatDatabase chat) : ITurnStore
{
    public async Task<IReadOnlyList<Turn>> ListAsync(CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(TurnRows.List, cancellationToken);

    public async Task<IReadOnlyList<Turn>> ListInAsync(RoomRef room, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => TurnRows.ListIn(session, room), cancellationToken);

    public async Task<IReadOnlyList<Turn>> ListFreeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => TurnRows.ListFree(session, now, most), cancellationToken);

    public Task<bool> BeginRunAsync(RunClaim claim, CancellationToken cancellationToken) =>
        chat.Sql.WriteAsync(session => TurnRows.BeginRun(session, claim), null, cancellationToken);

    public Task<IReadOnlyList<HeldRun>> RenewAsync(IReadOnlyCollection<HeldRun> held, DateTimeOffset until, CancellationToken cancellationToken) =>
        MoveLeasesAsync(held, until.ToUnixTimeMilliseconds(), cancellationToken);

    public Task ReleaseAsync(IReadOnlyCollection<HeldRun> held, CancellationToken cancellationToken) => MoveLeasesAsync(held, 0, cancellationToken);

    private Task<IReadOnlyList<HeldRun>> MoveLeasesAsync(IReadOnlyCollection<HeldRun> held, long until, CancellationToken cancellationToken) =>
        chat.Sql.WriteAsync<IReadOnlyList<HeldRun>>(
            session => [.. held.Where(run => !TurnRows.MoveLease(session, run, until))], null, cancellationToken);
}
