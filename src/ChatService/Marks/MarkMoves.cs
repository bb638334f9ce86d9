using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>Decisions about marks. Moving one is no event: that would be one for every message and reader.</summary>
internal static class MarkMoves
{
    /// <summary>Moves a member's mark forward; the mark as it stands then.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_A_MEMBER, INVALID_SEQUENCE.</exception>
    public static ReadMark Move(IRoomEdit edit, UserId user, MarkMove move)
    {
        var member = edit.Member(user) ?? throw ChatErrors.NotAMember(edit.Ref.Id.Value);
        MarkRules.CheckReached(move, edit.NextSequence - 1);
        edit.MoveMarks([new(user, move)]);
        return edit.Mark(user).NotBefore(member.JoinSequence);
    }

    /// <summary>
    /// Moves what members have acknowledged, and tells the room of every mark that has moved since it was told last, if it is told
    /// of marks. Who has left meanwhile has no mark any more.
    /// </summary>
    public static bool Settle(IRoomEdit edit, IReadOnlyDictionary<UserId, MarkMove> moves)
    {
        edit.MoveMarks(moves.Where(move => edit.Member(move.Key) is not null && move.Value.Delivered < edit.NextSequence));
        if (!MarkRules.AreTold(edit.Room) || edit.UntoldMarks() is not { Count: > 0 } untold)
            return false;
        edit.Append(new RoomChange.ReadMarksMoved(untold));
        return true;
    }
}
