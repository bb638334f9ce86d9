using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class BindingTests
{
    [Fact]
    public async Task Endpoints_OfAService_AreAllItsMethods()
    {
        await using var node = await ScriptedNode.StartAsync(new());

        var mapped = node.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
            .Where(metadata => metadata?.ServiceType == typeof(ScriptedChat))
            .Select(metadata => metadata!.Method);

        var declared = ChatService.Descriptor.Methods
            .Select(method => (method.Name, Kind(method.IsClientStreaming, method.IsServerStreaming)));
        Assert.Equal(declared.Order(), mapped.Select(method => (method.Name, method.Type)).Order());
    }

    [Fact]
    public async Task Method_NotOverridden_IsUnimplemented()
    {
        await using var node = await ScriptedNode.StartAsync(new());

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client<ChatService.ChatServiceClient>("alice").ListRoomsAsync(new()));

        Assert.Equal(StatusCode.Unimplemented, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal("UNIMPLEMENTED", info.Reason);
    }

    [Fact]
    public async Task StreamBinding_OfAMethod_WritesAnswersOfItsOwnType()
    {
        await using var node = await ScriptedNode.StartAsync(new(), builder => builder.Services
            .AddServerStream<ScriptedChat, WatchRoomsRequest, Ready>(
                ChatService.Descriptor.FindMethodByName("WatchRooms"), Ready.Marshaller,
                (_, request, answers, context) => answers.WriteAsync(Ready.Of(request.RoomId), context.CancellationToken))
            .AddDuplexStream<ScriptedChat, ConverseRequest, Ready>(
                ChatService.Descriptor.FindMethodByName("Converse"), Ready.Marshaller,
                (_, _, answers, context) => answers.WriteAsync(Ready.Of(context.GetUser().UserId), context.CancellationToken)));
        var chat = node.Client<ChatService.ChatServiceClient>("alice");

        using var watch = chat.WatchRooms(new() { RoomId = "lobby" });
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Equal("lobby", watch.ResponseStream.Current.Frame.RoomId);
        using var talk = chat.Converse();
        Assert.True(await talk.ResponseStream.MoveNext(default));
        Assert.Equal("alice", talk.ResponseStream.Current.Frame.RoomId);
    }

    [Fact]
    public async Task StreamBinding_OfAMethod_ReadsAsStrictlyAsOthers()
    {
        await using var node = await ScriptedNode.StartAsync(new(), builder => builder.Services
            .AddDuplexStream<ScriptedChat, ConverseRequest, Ready>(
                ChatService.Descriptor.FindMethodByName("Converse"), Ready.Marshaller,
                (_, requests, _, context) => requests.MoveNext(context.CancellationToken)));

        Assert.Equal(StatusCode.InvalidArgument, (await node.FailAsync(MethodType.DuplexStreaming, RawCalls.Nested([0xFF], 1))).StatusCode);
    }

    [Fact]
    public void StreamBinding_OfAnotherRequest_IsRefusedAtRegistration() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddDuplexStream<ScriptedChat, WatchRoomsRequest, Ready>(
            ChatService.Descriptor.FindMethodByName("Converse"), Ready.Marshaller, (_, _, _, _) => Task.CompletedTask));

    private static MethodType Kind(bool fromClient, bool fromServer) => (fromClient, fromServer) switch
    {
        (false, false) => MethodType.Unary,
        (true, false) => MethodType.ClientStreaming,
        (false, true) => MethodType.ServerStreaming,
        (true, true) => MethodType.DuplexStreaming,
    };

    /// <summary>An answer that is bytes before it is sent.</summary>
    private sealed record Ready(byte[] Bytes)
    {
        public static Marshaller<Ready> Marshaller { get; } = new(ready => ready.Bytes, _ => throw new NotSupportedException());

        public static Ready Of(string room) => new(new ConverseResponse { Frame = new() { RoomId = room } }.ToByteArray());
    }
}
