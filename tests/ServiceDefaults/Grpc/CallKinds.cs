using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

/// <summary>The same thing done by each of the four kinds of call.</summary>
internal static class CallKinds
{
    public static TheoryData<MethodType> All => [.. Enum.GetValues<MethodType>()];

    /// <summary>Has every handler throw.</summary>
    public static Script Throwing(Func<ServerCallContext, Exception> make) => new()
    {
        Unary = (_, context) => throw make(context),
        ClientStream = (_, context) => throw make(context),
        ServerStream = (_, _, context) => throw make(context),
        Duplex = (_, _, context) => throw make(context),
    };

    /// <summary>Makes one call to its end.</summary>
    public static async Task CallAsync(TestNode node, MethodType kind, CallOptions options = default)
    {
        var chat = node.Client<ChatService.ChatServiceClient>("alice");
        switch (kind)
        {
            case MethodType.Unary:
                await chat.GetRoomAsync(new(), options);
                break;
            case MethodType.ClientStreaming:
                await node.Client<DocumentService.DocumentServiceClient>("alice").UploadDocument(options);
                break;
            case MethodType.ServerStreaming:
                using (var watch = chat.WatchRooms(new(), options))
                    await watch.ResponseStream.MoveNext(default);
                break;
            default:
                using (var talk = chat.Converse(options))
                    await talk.ResponseStream.MoveNext(default);
                break;
        }
    }

    public static Task<RpcException> FailAsync(TestNode node, MethodType kind, CallOptions options = default) =>
        Assert.ThrowsAsync<RpcException>(() => CallAsync(node, kind, options)).Within();
}
