using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>How far a member has come in a room. Marks only move forward.</summary>
/// <param name="User">The member.</param>
/// <param name="Delivered">Everything up to this sequence has reached one of their clients.</param>
/// <param name="Read">They have read up to this one; never above <paramref name="Delivered"/>.</param>
internal sealed record ReadMark(UserId User, long Delivered, long Read)
{
    /// <summary>What was there before its owner joined counts as read.</summary>
    public ReadMark NotBefore(long joinSequence) => this with
    {
        Delivered = Math.Max(Delivered, joinSequence),
        Read = Math.Max(Read, joinSequence),
    };
}
