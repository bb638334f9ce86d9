using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Marks;

/// <summary>What a mark may say, and who is told of it.</summary>
internal static class MarkRules
{
    /// <summary>In rooms with more members than this nobody is told how far others have come: it would be most of the log.</summary>
    public const int MostMembersTold = 256;

    /// <summary>True when the members of a room are told how far the others have come.</summary>
    public static bool AreTold(Room room) => !room.Settings.HideReadMarks && room.MemberCount <= MostMembersTold;

    /// <summary>What was read has been delivered.</summary>
    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public static MarkMove Check(string roomId, MarkMove asked)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(asked.Delivered < 0, "delivered_sequence", "must not be negative")
            .AddIf(asked.Read < 0, "read_sequence", "must not be negative")
            .ThrowIfAny();
        return asked with { Delivered = Math.Max(asked.Delivered, asked.Read) };
    }

    /// <exception cref="DomainError">INVALID_SEQUENCE.</exception>
    public static void CheckReached(MarkMove move, long headSequence)
    {
        if (move.Delivered > headSequence)
            throw ChatErrors.InvalidSequence(headSequence);
    }
}
