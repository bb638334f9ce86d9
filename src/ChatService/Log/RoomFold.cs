using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>What changes mean for the room itself. The room's row is written from the result, so that nothing can disagree with it.</summary>
internal static class RoomFold
{
    /// <summary>The room after an event; <paramref name="room"/> is null before room_created only.</summary>
    public static Room Apply(Room? room, RoomEvent roomEvent)
    {
        var changed = roomEvent.Change switch
        {
            RoomChange.RoomCreated created => created.Room with { Ref = roomEvent.Room },
            RoomChange.RoomUpdated updated => updated.Room with { Ref = roomEvent.Room, MemberCount = room!.MemberCount },
            RoomChange.MemberJoined => room! with { MemberCount = room.MemberCount + 1 },
            RoomChange.MemberLeft => room! with { MemberCount = room.MemberCount - 1 },
            RoomChange.HistoryTrimmed trimmed => room! with { FirstSequence = trimmed.FirstSequence },
            _ => room!,
        };
        return changed with { HeadSequence = roomEvent.Sequence };
    }

    /// <summary>The answer whose making begins with the event, for the first time or again.</summary>
    public static Message? Begins(this RoomChange change) => change switch
    {
        RoomChange.AnswerStarted started => started.Message,
        RoomChange.AnswerRestarted restarted => restarted.Message,
        _ => null,
    };

    /// <summary>The event is a new message in the history.</summary>
    public static bool BringsMessage(this RoomChange change) => change is RoomChange.MessagePosted or RoomChange.AnswerStarted;

    /// <summary>The event changed something that a writer remembers of a room from one change to the next: anything but messages.</summary>
    public static bool ChangesState(this RoomChange change) => change is not (
        RoomChange.MessagePosted or RoomChange.MessageEdited or RoomChange.MessageDeleted
        or RoomChange.ReactionAdded or RoomChange.ReactionRemoved or RoomChange.MessagePinned or RoomChange.MessageUnpinned
        or RoomChange.AnswerStarted or RoomChange.AnswerFinished or RoomChange.AnswerRestarted or RoomChange.ReadMarksMoved
        or RoomChange.ToolCallRequested or RoomChange.ToolCallDecided or RoomChange.ToolCallStarted or RoomChange.ToolCallFinished);
}
