using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Log;

/// <summary>What an event changed. A closed set: whoever reads the log knows a room by applying these.</summary>
internal abstract record RoomChange
{
    private RoomChange()
    {
    }

    public sealed record RoomCreated(Room Room) : RoomChange;

    public sealed record RoomUpdated(Room Room, Participant By) : RoomChange;

    public sealed record MemberJoined(Member Member) : RoomChange;

    /// <param name="Participant">Who is no longer a member.</param>
    /// <param name="Reason">How it ended.</param>
    /// <param name="By">Who removed them; null when they left by themselves.</param>
    /// <param name="Note">May be empty.</param>
    public sealed record MemberLeft(
        Participant Participant, MemberLeftReason Reason = MemberLeftReason.Left, Participant? By = null, string Note = "") : RoomChange;

    public sealed record MemberUpdated(Member Member, Participant By) : RoomChange;

    public sealed record MemberInvited(Participant Participant, Participant By) : RoomChange;

    public sealed record InvitationEnded(Participant Participant, Participant By) : RoomChange;

    public sealed record MemberBanned(Ban Ban) : RoomChange;

    public sealed record MemberUnbanned(Participant Participant, Participant By) : RoomChange;

    public sealed record MessagePosted(Message Message) : RoomChange;

    public sealed record MessageEdited(Message Message) : RoomChange;

    public sealed record MessageDeleted(Message Message) : RoomChange;

    public sealed record ReactionAdded(MessageId Message, string Emoji, Participant By) : RoomChange;

    public sealed record ReactionRemoved(MessageId Message, string Emoji, Participant By) : RoomChange;

    public sealed record MessagePinned(MessageId Message, Participant By) : RoomChange;

    public sealed record MessageUnpinned(MessageId Message, Participant By) : RoomChange;

    public sealed record AnswerStarted(Message Message) : RoomChange;

    public sealed record AnswerFinished(Message Message) : RoomChange;

    /// <param name="Message">The answer, in the making again.</param>
    /// <param name="By">Who wanted it.</param>
    /// <param name="RequestId">Their idempotency key; may be empty.</param>
    public sealed record AnswerRestarted(Message Message, Participant By, string RequestId) : RoomChange;

    public sealed record ToolCallRequested(ToolCall Call) : RoomChange;

    public sealed record ToolCallDecided(ToolCall Call) : RoomChange;

    public sealed record ToolCallStarted(ToolCall Call) : RoomChange;

    public sealed record ToolCallFinished(ToolCall Call) : RoomChange;

    public sealed record ReadMarksMoved(IReadOnlyList<ReadMark> Marks) : RoomChange;

    public sealed record HistoryTrimmed(long FirstSequence) : RoomChange;
}
