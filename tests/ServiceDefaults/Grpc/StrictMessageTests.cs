using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class StrictMessageTests
{
    private static readonly byte[] NotUtf8 = [(byte)'a', 0xFF, (byte)'b'];

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task Message_NotProtobuf_IsInvalidMessage(MethodType kind)
    {
        await using var node = await ScriptedNode.StartAsync(new());

        AssertInvalidMessage(await node.FailAsync(kind, [0x0A, 0x7F, 0x01]));
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task String_NotUtf8_IsInvalidMessage(MethodType kind)
    {
        await using var node = await ScriptedNode.StartAsync(new());
        // Field 1 of each request is a string, or a message whose field 1 is one.
        var request = kind is MethodType.Unary or MethodType.DuplexStreaming
            ? RawCalls.Nested(NotUtf8, 1)
            : RawCalls.Nested(NotUtf8, 1, 1);

        AssertInvalidMessage(await node.FailAsync(kind, request));
    }

    [Fact]
    public async Task Stream_WithInvalidLaterFrame_AnswersTheEarlierOnes()
    {
        await using var node = await ScriptedNode.StartAsync(new());
        var good = new ConverseRequest { RequestId = "größer" }.ToByteArray();

        AssertInvalidMessage(await node.FailAsync(MethodType.DuplexStreaming, good, good, RawCalls.Nested(NotUtf8, 1)));
    }

    [Fact]
    public async Task Server_AfterInvalidMessages_CarriesOn()
    {
        await using var node = await ScriptedNode.StartAsync(new());
        await node.FailAsync(MethodType.Unary, [0xFF]);

        var answer = await node.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new() { RoomId = "größer 🙂 \uFFFD" });

        Assert.Equal("größer 🙂 \uFFFD", answer.Room.RoomId);
    }

    [Fact]
    public async Task Bytes_OfAnyKind_AreLeftAlone()
    {
        ByteString? received = null;
        var script = new Script
        {
            ClientStream = async (frames, context) =>
            {
                await foreach (var frame in frames.ReadAllAsync(context.CancellationToken))
                    received = frame.Data.Bytes;
                return new();
            },
        };
        await using var node = await ScriptedNode.StartAsync(script);
        using var call = node.Client<DocumentService.DocumentServiceClient>("alice").UploadDocument();

        await call.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFrom(NotUtf8) } });
        await call.RequestStream.CompleteAsync();
        await call;

        Assert.Equal(NotUtf8, received);
    }

    [Theory]
    [MemberData(nameof(CallKinds.All), MemberType = typeof(CallKinds))]
    public async Task Message_OverTheLimit_IsMessageTooLarge(MethodType kind)
    {
        await using var node = await ScriptedNode.StartAsync(new());

        var fault = await node.FailAsync(kind, new byte[GrpcDefaults.MaxMessageBytes + 1]);

        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal(("MESSAGE_TOO_LARGE", "4194304"), (info.Reason, info.Metadata["max_bytes"]));
    }

    private static void AssertInvalidMessage(RpcException fault)
    {
        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal(("groupchat", "INVALID_MESSAGE"), (info.Domain, info.Reason));
    }
}
