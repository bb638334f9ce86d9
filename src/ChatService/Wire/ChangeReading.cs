using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using Arm = GroupChat.Contracts.Chat.V1.RoomEvent.ChangeOneofCase;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>Changes as arms of the contract's RoomEvent, the way in: only what this server wrote is read.</summary>
internal static class ChangeReading
{
    public static RoomChange ToChange(this Proto.RoomEvent proto, RoomRef room) => proto.ChangeCase switch
    {
        Arm.RoomCreated => new RoomChange.RoomCreated(proto.RoomCreated.Room.ToDomain(room)),
        Arm.RoomUpdated => new RoomChange.RoomUpdated(proto.RoomUpdated.Room.ToDomain(room), proto.RoomUpdated.UpdatedBy.ToDomain()),
        Arm.MemberJoined => new RoomChange.MemberJoined(proto.MemberJoined.Member.ToDomain(joinSequence: proto.Sequence)),
        Arm.MemberLeft => proto.MemberLeft.ToChange(),
        // The join sequence of a member who only changed is not in the event: whoever applies it keeps the one there is.
        Arm.MemberUpdated => new RoomChange.MemberUpdated(
            proto.MemberUpdated.Member.ToDomain(joinSequence: 0), proto.MemberUpdated.UpdatedBy.ToDomain()),
        Arm.MemberInvited => new RoomChange.MemberInvited(
            proto.MemberInvited.Participant.ToDomain(), proto.MemberInvited.InvitedBy.ToDomain()),
        Arm.InvitationEnded => new RoomChange.InvitationEnded(
            proto.InvitationEnded.Participant.ToDomain(), proto.InvitationEnded.EndedBy.ToDomain()),
        Arm.MemberBanned => new RoomChange.MemberBanned(proto.MemberBanned.Ban.ToDomain()),
        Arm.MemberUnbanned => new RoomChange.MemberUnbanned(
            proto.MemberUnbanned.Participant.ToDomain(), proto.MemberUnbanned.UnbannedBy.ToDomain()),
        Arm.ReadMarksMoved => new RoomChange.ReadMarksMoved([.. proto.ReadMarksMoved.Marks.Select(MarkMapping.ToDomain)]),
        Arm.HistoryTrimmed => new RoomChange.HistoryTrimmed(proto.HistoryTrimmed.FirstSequence),
        _ => proto.ToMessageChange(),
    };

    private static RoomChange ToMessageChange(this Proto.RoomEvent proto) => proto.ChangeCase switch
    {
        Arm.MessagePosted => new RoomChange.MessagePosted(proto.MessagePosted.Message.ToDomain()),
        Arm.MessageEdited => new RoomChange.MessageEdited(proto.MessageEdited.Message.ToDomain()),
        Arm.MessageDeleted => new RoomChange.MessageDeleted(proto.MessageDeleted.Message.ToDomain()),
        Arm.ReactionAdded => new RoomChange.ReactionAdded(
            Id(proto.ReactionAdded.MessageId), proto.ReactionAdded.Emoji, proto.ReactionAdded.Participant.ToDomain()),
        Arm.ReactionRemoved => new RoomChange.ReactionRemoved(
            Id(proto.ReactionRemoved.MessageId), proto.ReactionRemoved.Emoji, proto.ReactionRemoved.Participant.ToDomain()),
        Arm.MessagePinned => new RoomChange.MessagePinned(Id(proto.MessagePinned.MessageId), proto.MessagePinned.Participant.ToDomain()),
        Arm.MessageUnpinned => new RoomChange.MessageUnpinned(
            Id(proto.MessageUnpinned.MessageId), proto.MessageUnpinned.Participant.ToDomain()),
        Arm.AnswerStarted => new RoomChange.AnswerStarted(proto.AnswerStarted.Message.ToDomain()),
        Arm.AnswerFinished => new RoomChange.AnswerFinished(proto.AnswerFinished.Message.ToDomain()),
        Arm.AnswerRestarted => new RoomChange.AnswerRestarted(
            proto.AnswerRestarted.Message.ToDomain(), proto.AnswerRestarted.RequestedBy.ToDomain(), proto.AnswerRestarted.RequestId),
        Arm.ToolCallRequested => new RoomChange.ToolCallRequested(proto.ToolCallRequested.ToolCall.ToDomain()),
        Arm.ToolCallDecided => new RoomChange.ToolCallDecided(proto.ToolCallDecided.ToolCall.ToDomain()),
        Arm.ToolCallStarted => new RoomChange.ToolCallStarted(proto.ToolCallStarted.ToolCall.ToDomain()),
        Arm.ToolCallFinished => new RoomChange.ToolCallFinished(proto.ToolCallFinished.ToolCall.ToDomain()),
        _ => throw new InvalidOperationException($"Event {proto.Sequence} holds a change this server does not know."),
    };

    private static MessageId Id(string text) => MessageId.Parse(text)!.Value;
}
