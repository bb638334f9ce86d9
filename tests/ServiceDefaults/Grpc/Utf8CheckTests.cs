using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class Utf8CheckTests
{
    private static readonly MessageShape Frames = MessageShape.Of(WatchRoomsResponse.Descriptor)!;

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x99 })]
    public void BrokenString_AtAnyDepth_IsFound(byte[] text)
    {
        Assert.False(Passes(RawCalls.Nested(text, 1, 1)));
        Assert.False(Passes(RawCalls.Nested(text, 1, 4, 1)));
        Assert.False(Passes([.. RawCalls.Nested("fine"u8.ToArray(), 1, 1), .. RawCalls.Nested(text, 1, 3)]));
    }

    [Fact]
    public void BrokenEnd_BeforeATagThatCompletesIt_IsFound()
    {
        // 0xC3 closes the string; the two-byte tag of field 18 begins with 0x92, and 0xC3 0x92 together are "Ò".
        byte[] message = [0x0A, 0x02, (byte)'a', 0xC3, 0x92, 0x01, 0x00];

        Assert.False(Utf8Check.Passes(new(message), MessageShape.Of(StringValue.Descriptor)!));
    }

    [Fact]
    public void BrokenKeyOfMap_IsFound()
    {
        var shape = MessageShape.Of(Google.Rpc.ErrorInfo.Descriptor)!;

        Assert.False(Utf8Check.Passes(new(RawCalls.Nested([0xFF], 3, 1)), shape));
        Assert.False(Utf8Check.Passes(new(RawCalls.Nested([0xFF], 3, 2)), shape));
    }

    [Fact]
    public void BrokenString_InMessageThatContainsItself_IsFound() =>
        Assert.False(Utf8Check.Passes(new(RawCalls.Nested([0xFF], 6, 1, 6, 1, 3)), MessageShape.Of(Value.Descriptor)!));

    [Fact]
    public void NumbersBytesAndUnknownFields_OfAnyValue_Pass()
    {
        byte[] unknown =
        [
            0xF8, 0x7F, 0xFF, 0x01, // varint
            0xFD, 0x7F, .. Ones(4),
            0xFA, 0x7F, 0x01, 0xFF, // one byte
            0xF9, 0x7F, .. Ones(8),
            0xFB, 0x7F, 0xFC, 0x7F, // an empty group
        ];
        var frame = new WatchRoomsResponse { Frame = new() { HeadSequence = -1, RoomId = "größer" } };

        Assert.True(Passes([.. frame.ToByteArray(), .. unknown]));
    }

    [Fact]
    public void Message_InSegments_IsReadAsOne()
    {
        var message = RawCalls.Nested("größer"u8.ToArray(), 1, 1);
        for (var cut = 0; cut <= message.Length; cut++)
            Assert.True(Utf8Check.Passes(Segments(message, cut), Frames), $"cut at {cut}");
        message[^2] = 0xFF;
        for (var cut = 0; cut <= message.Length; cut++)
            Assert.False(Utf8Check.Passes(Segments(message, cut), Frames), $"cut at {cut}");
    }

    [Fact]
    public void Shape_WithoutStrings_IsNone()
    {
        Assert.Null(MessageShape.Of(UploadData.Descriptor));
        Assert.NotNull(MessageShape.Of(UploadDocumentRequest.Descriptor));
    }

    // Whatever one byte of a message is changed to: refused exactly when it no longer parses, or parses to a replacement.
    [Fact]
    public void ChangedByte_Anywhere_IsRefusedExactlyWhenTextBreaks()
    {
        var original = new WatchRoomsRequest { RoomId = "zwölf", Cursor = "ab" }.ToByteArray();
        var shape = MessageShape.Of(WatchRoomsRequest.Descriptor)!;
        for (var change = 0; change < original.Length * 256; change++)
        {
            var changed = original.ToArray();
            changed[change / 256] = (byte)change;
            if (TryParse(changed) is not { } parsed)
                continue;
            var text = parsed.RoomId + parsed.Cursor + string.Concat(parsed.Subscriptions.Select(s => s.RoomId + s.Cursor));
            Assert.Equal(!text.Contains('\uFFFD', StringComparison.Ordinal), Utf8Check.Passes(new(changed), shape));
        }
    }

    private static WatchRoomsRequest? TryParse(byte[] message)
    {
        try
        {
            return WatchRoomsRequest.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static bool Passes(byte[] message) => Utf8Check.Passes(new(message), Frames);

    private static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)0xFF, count)];

    private static ReadOnlySequence<byte> Segments(byte[] message, int cut)
    {
        var last = new Segment(message.AsMemory(cut), cut, null);
        return new(new Segment(message.AsMemory(0, cut), 0, last), 0, last, message.Length - cut);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, int start, Segment? next) => (Memory, RunningIndex, Next) = (memory, start, next);
    }
}
