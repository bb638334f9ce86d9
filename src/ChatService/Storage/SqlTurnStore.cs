using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Storage;

internal sealed class SqlTurnStore(ChatDatabase chat) : ITurnStore
{
    public async Task<IReadOnlyList<Turn>> ListAsync(CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(TurnRows.List, cancellationToken);

    public async Task<IReadOnlyList<Turn>> ListInAsync(RoomRef room, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => TurnRows.ListIn(session, room), cancellationToken);

    public Task<bool> BeginRunAsync(TurnId turn, RunId run, int attempt, CancellationToken cancellationToken) =>
        chat.Sql.WriteAsync(session => TurnRows.BeginRun(session, turn, run, attempt), null, cancellationToken);
}
