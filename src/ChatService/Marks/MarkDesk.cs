using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>Where members say how far they have come.</summary>
internal sealed class MarkDesk(MarkBoard board, IRoomWriter writer, RoomAccess access, RoomFeeds feeds, Cursors cursors) : ICommitListener
{
    /// <summary>Moves the caller's mark at once. It is durable on return; the room is told about a second later.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_REQUEST, ROOM_NOT_FOUND, NOT_A_MEMBER, INVALID_SEQUENCE.</exception>
    public async Task<(ReadMark Mark, string Cursor)> MoveAsync(
        string roomId, UserId caller, MarkMove asked, CancellationToken cancellationToken)
    {
        var move = MarkRules.Check(roomId, asked);
        var room = (await access.RequireAsync(roomId, caller, cancellationToken)).Room;
        var (mark, head) = await writer.ChangeAsync(
            room.Id, edit => (MarkMoves.Move(edit, caller, move), edit.NextSequence - 1), cancellationToken);
        board.Touch(room.Id);
        return (mark, cursors.Make(room, head));
    }

    /// <summary>Moves the caller's mark about a second later. Only the first word of that second is checked against the database.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_REQUEST, ROOM_NOT_FOUND, NOT_A_MEMBER, INVALID_SEQUENCE.</exception>
    public async Task AckAsync(string roomId, UserId caller, MarkMove asked, CancellationToken cancellationToken)
    {
        var move = MarkRules.Check(roomId, asked);
        var room = new RoomId(roomId);
        if (move.Delivered <= (feeds.Find(room)?.Head ?? 0) && board.TryMerge(room, caller, move))
            return;
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        MarkRules.CheckReached(move, membership.HeadSequence);
        board.Add(room, caller, move);
    }

    /// <summary>After these a room may have to be told of marks that were for their owners alone until now.</summary>
    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, _) in events)
        {
            if (roomEvent.Change is RoomChange.RoomUpdated or RoomChange.MemberLeft)
                board.Touch(roomEvent.Room.Id);
        }
    }
}
