using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>What an event changed. A closed set: whoever reads the log knows a room by applying these.</summary>
internal abstract record RoomChange
{
    private RoomChange()
    {
    }

    public sealed record RoomCreated(Room Room) : RoomChange;

    public sealed record MemberJoined(Member Member) : RoomChange;

    public sealed record MemberLeft(Participant Participant) : RoomChange;

    public sealed record MessagePosted(Message Message) : RoomChange;

    public sealed record AnswerStarted(Message Message) : RoomChange;

    public sealed record AnswerFinished(Message Message) : RoomChange;
}
