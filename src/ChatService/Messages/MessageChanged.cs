using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>That a message is as somebody wanted it.</summary>
/// <param name="Room">The room.</param>
/// <param name="Message">The message.</param>
/// <param name="Sequence">The event that made it so; the newest of the room when it had been so before.</param>
internal sealed record MessageChanged(RoomRef Room, MessageId Message, long Sequence)
{
    /// <summary>What the last append of a change did.</summary>
    public static MessageChanged By(IRoomEdit edit, MessageId message) => new(edit.Ref, message, edit.NextSequence - 1);
}
