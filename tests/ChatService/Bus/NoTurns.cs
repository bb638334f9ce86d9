using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>A database where nobody is asked anything.</summary>
internal sealed class NoTurns : ITurnStore
{
    public Task<IReadOnlyList<Turn>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Turn>>([]);

    public Task<IReadOnlyList<Turn>> ListInAsync(RoomRef room, CancellationToken cancellationToken) => ListAsync(cancellationToken);

    public Task<IReadOnlyList<Turn>> ListFreeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => ListAsync(cancellationToken);

    public Task<bool> BeginRunAsync(RunClaim claim, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<IReadOnlyList<HeldRun>> RenewAsync(IReadOnlyCollection<HeldRun> held, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HeldRun>>([]);

    public Task ReleaseAsync(IReadOnlyCollection<HeldRun> held, CancellationToken cancellationToken) => Task.CompletedTask;
}
