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

    /// <summary>Records that a run was handed out; false when the answer has ended meanwhile, or a later run has begun.</summary>
    Task<bool> BeginRunAsync(TurnId turn, RunId run, int attempt, CancellationToken cancellationToken);
}
