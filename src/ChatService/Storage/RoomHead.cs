using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>The end of a room's log within a transaction: it moves as events are appended.</summary>
internal sealed class RoomHead(RoomRef room, long sequence, long lastMessage)
{
    public RoomRef Room { get; } = room;

    public long Sequence { get; private set; } = sequence;

    /// <summary>The newest event that brought a message in; 0 before the first.</summary>
    public long LastMessage { get; private set; } = lastMessage;

    /// <summary>What the next event gets.</summary>
    public long Next => Sequence + 1;

    public void Advance(bool bringsMessage)
    {
        Sequence++;
        if (bringsMessage)
            LastMessage = Sequence;
    }
}
