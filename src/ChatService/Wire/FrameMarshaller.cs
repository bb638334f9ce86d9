using System.Buffers;
using System.Text;
using Google.Protobuf;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using Grpc.Core;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>
/// Writes frames as the bytes of ConverseResponse and WatchRoomsResponse, which are the same: one field that is the frame. An event
/// is put around its stored bytes, so it is encoded once however many streams it goes to.
/// </summary>
internal static class FrameMarshaller
{
    private const byte FrameTag = (1 << 3) | 2;
    private const byte RoomTag = (Proto.ServerFrame.RoomIdFieldNumber << 3) | 2;
    private const byte HeadTag = Proto.ServerFrame.HeadSequenceFieldNumber << 3;
    private const byte EventTag = (Proto.ServerFrame.EventFieldNumber << 3) | 2;
    private const int MaxVarint = 10;

    /// <summary>The server only writes frames: clients read them with the generated code.</summary>
    public static Marshaller<ServerFrame> Instance { get; } = new(Write, _ => throw new NotSupportedException("frames are only sent"));

    private static void Write(ServerFrame frame, SerializationContext context)
    {
        if (frame is ServerFrame.Event stored)
            WriteEvent(stored, context);
        else
            WriteMessage(new Proto.ConverseResponse { Frame = frame.ToProto() }, context);
    }

    private static void WriteMessage(Proto.ConverseResponse message, SerializationContext context)
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static void WriteEvent(ServerFrame.Event frame, SerializationContext context)
    {
        var room = frame.Room!.Value.Value;
        Span<byte> fields = stackalloc byte[MaxVarint * 3 + 3 + (room.Length * 3)];
        var length = WriteFields(fields, room, frame.HeadSequence, frame.Payload.Length);
        Span<byte> prefix = stackalloc byte[1 + MaxVarint];
        prefix[0] = FrameTag;
        var prefixLength = 1 + Varint.Write(prefix[1..], length + frame.Payload.Length);

        context.SetPayloadLength(prefixLength + length + frame.Payload.Length);
        var writer = context.GetBufferWriter();
        writer.Write(prefix[..prefixLength]);
        writer.Write(fields[..length]);
        writer.Write(frame.Payload);
        context.Complete();
    }

    private static int WriteFields(Span<byte> to, string room, long head, int payload)
    {
        var length = 0;
        to[length++] = RoomTag;
        length += Varint.Write(to[length..], Encoding.UTF8.GetByteCount(room));
        length += Encoding.UTF8.GetBytes(room, to[length..]);
        to[length++] = HeadTag;
        length += Varint.Write(to[length..], head);
        to[length++] = EventTag;
        return length + Varint.Write(to[length..], payload);
    }
}
