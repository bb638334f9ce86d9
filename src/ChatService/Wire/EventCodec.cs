using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>The contract's RoomEvent is what the log stores: what a client gets is what was written, byte for byte.</summary>
internal sealed class EventCodec(Cursors cursors) : IEventCodec
{
    public byte[] Encode(RoomEvent roomEvent)
    {
        var proto = new Proto.RoomEvent
        {
            RoomId = roomEvent.Room.Id.Value,
            Sequence = roomEvent.Sequence,
            Cursor = cursors.Make(roomEvent.Room, roomEvent.Sequence),
            CommitTime = Timestamp.FromDateTimeOffset(roomEvent.CommitTime),
        };
        SetChange(proto, roomEvent.Change);
        return proto.ToByteArray();
    }

    public Message? DecodeMessage(byte[] payload)
    {
        var proto = Proto.RoomEvent.Parser.ParseFrom(payload);
        var message = proto.ChangeCase switch
        {
            Proto.RoomEvent.ChangeOneofCase.MessagePosted => proto.MessagePosted.Message,
            Proto.RoomEvent.ChangeOneofCase.AnswerStarted => proto.AnswerStarted.Message,
            Proto.RoomEvent.ChangeOneofCase.AnswerFinished => proto.AnswerFinished.Message,
            _ => null,
        };
        return message?.ToDomain();
    }

    private static void SetChange(Proto.RoomEvent proto, RoomChange change)
    {
        switch (change)
        {
            case RoomChange.RoomCreated created:
                proto.RoomCreated = new() { Room = created.Room.ToProto() };
                break;
            case RoomChange.MemberJoined joined:
                proto.MemberJoined = new() { Member = joined.Member.ToProto() };
                break;
            case RoomChange.MemberLeft left:
                proto.MemberLeft = new() { Participant = left.Participant.ToProto() };
                break;
            case RoomChange.MessagePosted posted:
                proto.MessagePosted = new() { Message = posted.Message.ToProto() };
                break;
            case RoomChange.AnswerStarted started:
                proto.AnswerStarted = new() { Message = started.Message.ToProto() };
                break;
            case RoomChange.AnswerFinished finished:
                proto.AnswerFinished = new() { Message = finished.Message.ToProto() };
                break;
            default:
                throw new InvalidOperationException($"No arm of RoomEvent for {change.GetType().Name}.");
        }
    }
}
