using GroupChat.Chat.Log;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>Changes as arms of the contract's RoomEvent, the way out.</summary>
internal static class ChangeWriting
{
    public static void WriteTo(this RoomChange change, Proto.RoomEvent proto)
    {
        if (!TryWriteRoom(change, proto) && !TryWriteMessage(change, proto) && !TryWriteToolCall(change, proto))
            throw new InvalidOperationException($"No arm of RoomEvent for {change.GetType().Name}.");
    }

    private static bool TryWriteRoom(RoomChange change, Proto.RoomEvent proto)
    {
        switch (change)
        {
            case RoomChange.RoomCreated created:
                proto.RoomCreated = new() { Room = created.Room.ToProto() };
                return true;
            case RoomChange.RoomUpdated updated:
                proto.RoomUpdated = new() { Room = updated.Room.ToProto(), UpdatedBy = updated.By.ToProto() };
                return true;
            case RoomChange.MemberJoined joined:
                proto.MemberJoined = new() { Member = joined.Member.ToProto() };
                return true;
            case RoomChange.MemberLeft left:
                proto.MemberLeft = left.ToProto();
                return true;
            case RoomChange.MemberUpdated updated:
                proto.MemberUpdated = new() { Member = updated.Member.ToProto(), UpdatedBy = updated.By.ToProto() };
                return true;
            case RoomChange.MemberInvited invited:
                proto.MemberInvited = new() { Participant = invited.Participant.ToProto(), InvitedBy = invited.By.ToProto() };
                return true;
            case RoomChange.InvitationEnded ended:
                proto.InvitationEnded = new() { Participant = ended.Participant.ToProto(), EndedBy = ended.By.ToProto() };
                return true;
            case RoomChange.MemberBanned banned:
                proto.MemberBanned = new() { Ban = banned.Ban.ToProto() };
                return true;
            case RoomChange.MemberUnbanned unbanned:
                proto.MemberUnbanned = new() { Participant = unbanned.Participant.ToProto(), UnbannedBy = unbanned.By.ToProto() };
                return true;
            case RoomChange.ReadMarksMoved moved:
                proto.ReadMarksMoved = new() { Marks = { moved.Marks.Select(mark => mark.ToProto()) } };
                return true;
            case RoomChange.HistoryTrimmed trimmed:
                proto.HistoryTrimmed = new() { FirstSequence = trimmed.FirstSequence };
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteMessage(RoomChange change, Proto.RoomEvent proto)
    {
        switch (change)
        {
            case RoomChange.MessagePosted posted:
                proto.MessagePosted = new() { Message = posted.Message.ToProto() };
                return true;
            case RoomChange.MessageEdited edited:
                proto.MessageEdited = new() { Message = edited.Message.ToProto() };
                return true;
            case RoomChange.MessageDeleted deleted:
                proto.MessageDeleted = new() { Message = deleted.Message.ToProto() };
                return true;
            case RoomChange.ReactionAdded(var message, var emoji, var by):
                proto.ReactionAdded = new() { MessageId = message.ToString(), Emoji = emoji, Participant = by.ToProto() };
                return true;
            case RoomChange.ReactionRemoved(var message, var emoji, var by):
                proto.ReactionRemoved = new() { MessageId = message.ToString(), Emoji = emoji, Participant = by.ToProto() };
                return true;
            case RoomChange.MessagePinned(var message, var by):
                proto.MessagePinned = new() { MessageId = message.ToString(), Participant = by.ToProto() };
                return true;
            case RoomChange.MessageUnpinned(var message, var by):
                proto.MessageUnpinned = new() { MessageId = message.ToString(), Participant = by.ToProto() };
                return true;
            case RoomChange.AnswerStarted started:
                proto.AnswerStarted = new() { Message = started.Message.ToProto() };
                return true;
            case RoomChange.AnswerFinished finished:
                proto.AnswerFinished = new() { Message = finished.Message.ToProto() };
                return true;
            case RoomChange.AnswerRestarted(var message, var by, var request):
                proto.AnswerRestarted = new() { Message = message.ToProto(), RequestedBy = by.ToProto(), RequestId = request };
                return true;
            default:
                return false;
        }
    }
    private static bool TryWriteToolCall(RoomChange change, Proto.RoomEvent proto)
    {
        switch (change)
        {
            case RoomChange.ToolCallRequested requested:
                proto.ToolCallRequested = new() { ToolCall = requested.Call.ToProto() };
                return true;
            case RoomChange.ToolCallDecided decided:
                proto.ToolCallDecided = new() { ToolCall = decided.Call.ToProto() };
                return true;
            case RoomChange.ToolCallStarted started:
                proto.ToolCallStarted = new() { ToolCall = started.Call.ToProto() };
                return true;
            case RoomChange.ToolCallFinished finished:
                proto.ToolCallFinished = new() { ToolCall = finished.Call.ToProto() };
                return true;
            default:
                return false;
        }
    }
}
