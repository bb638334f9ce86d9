using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using Arm = GroupChat.Contracts.Chat.V1.RoomEvent.ChangeOneofCase;
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
        roomEvent.Change.WriteTo(proto);
        return proto.ToByteArray();
    }

    public RoomEvent Decode(RoomRef room, byte[] payload)
    {
        var proto = Proto.RoomEvent.Parser.ParseFrom(payload);
        return new(room, proto.Sequence, proto.CommitTime.ToDateTimeOffset(), proto.ToChange(room));
    }

    public Message? DecodeMessage(byte[] payload) => MessageOf(Proto.RoomEvent.Parser.ParseFrom(payload))?.ToDomain();

    public byte[]? Redact(byte[] payload)
    {
        var proto = Proto.RoomEvent.Parser.ParseFrom(payload);
        if (ToolCallOf(proto) is { } call)
        {
            (call.Arguments, call.Result, call.Shortened) = ("", "", true);
            return proto.ToByteArray();
        }

        if (MessageOf(proto) is not { } message || (message.Parts.Count == 0 && message.Answer is null))
            return null;
        message.Parts.Clear();
        message.Mentions.Clear();
        message.Answer?.Citations.Clear();
        return proto.ToByteArray();
    }

    public ToolCall DecodeToolCall(byte[] payload) => ToolCallOf(Proto.RoomEvent.Parser.ParseFrom(payload))!.ToDomain();

    private static Proto.ToolCall? ToolCallOf(Proto.RoomEvent proto) => proto.ChangeCase switch
    {
        Arm.ToolCallRequested => proto.ToolCallRequested.ToolCall,
        Arm.ToolCallDecided => proto.ToolCallDecided.ToolCall,
        Arm.ToolCallStarted => proto.ToolCallStarted.ToolCall,
        Arm.ToolCallFinished => proto.ToolCallFinished.ToolCall,
        _ => null,
    };

    private static Proto.Message? MessageOf(Proto.RoomEvent proto) => proto.ChangeCase switch
    {
        Arm.MessagePosted => proto.MessagePosted.Message,
        Arm.MessageEdited => proto.MessageEdited.Message,
        Arm.MessageDeleted => proto.MessageDeleted.Message,
        Arm.AnswerStarted => proto.AnswerStarted.Message,
        Arm.AnswerFinished => proto.AnswerFinished.Message,
        Arm.AnswerRestarted => proto.AnswerRestarted.Message,
        _ => null,
    };
}
