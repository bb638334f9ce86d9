using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Storage;

/// <summary>Turns whose answers have not ended. A turn is gone once its answer has: so it ends once.</summary>
internal interface ITurnStore
{
    /// <summary>Every open turn, oldest first.</summary>
    Task<IReadOnlyList<Turn>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The open turns of one room.</summary>
    Task<IReadOnlyList<Turn>> ListInAsync(RoomRef room, CancellationToken cancellationToken);

    /// <summary>Open turns that no node holds, oldest first, so many at most.</summary>
    Task<IReadOnlyList<Turn>> ListFreeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Records that a run was handed out; false when the answer has ended meanwhile, a later run has begun, or another node holds the
    /// turn.
    /// </summary>
    Task<bool> BeginRunAsync(RunClaim claim, CancellationToken cancellationToken);

    /// <summary>Holds turns for longer; returns those that are not held with these runs any more.</summary>
    Task<IReadOnlyList<HeldRun>> RenewAsync(IReadOnlyCollection<HeldRun> held, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Lets other nodes have what was held.</summary>
    Task ReleaseAsync(IReadOnlyCollection<HeldRun> held, CancellationToken cancellationToken);
}
