using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>Calls any method with any credentials.</summary>
internal static class MatrixCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>One request, and as much of the answer as tells whether the call was let in: its first message, or its end.</summary>
    public static async Task<Outcome> CallAsync(this AuthorizationWorld world, MethodDescriptor method, string caller, byte[] request)
    {
        // On the wire every kind of call is a stream both ways.
        var raw = new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Service.FullName, method.Name, Bytes, Bytes);
        var options = caller == "acting" ? default(CallOptions).ActingFor(Caller.User("user-owner", "owner")) : default;
        using var call = world.Node.Invoker(world.Credentials[caller]).AsyncDuplexStreamingCall(raw, null, options);
        try
        {
            await call.RequestStream.WriteAsync(request).Within();
            await call.RequestStream.CompleteAsync().Within();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException)
        {
            // Refused before the request was read: the status says why.
        }

        try
        {
            return await call.ResponseStream.MoveNext(default).Within() ? new(StatusCode.OK, "") : new(call.GetStatus().StatusCode, "");
        }
        catch (RpcException error)
        {
            return Outcome.Of(error);
        }
    }

    /// <summary>Whether somebody who opens a stream for a room hears it.</summary>
    public static async Task<bool> SubscribesAsync(this AuthorizationWorld world, string caller, string room)
    {
        using var call = new ChatService.ChatServiceClient(world.Node.Invoker(world.Credentials[caller])).Converse();
        await call.RequestStream.WriteAsync(new() { Open = new() { Subscriptions = { new Subscription { RoomId = room } } } }).Within();
        while (await call.ResponseStream.MoveNext(default).Within())
        {
            switch (call.ResponseStream.Current.Frame.FrameCase)
            {
                case ServerFrame.FrameOneofCase.Subscribed:
                    return true;
                case ServerFrame.FrameOneofCase.Error:
                    return false;
            }
        }

        throw new InvalidOperationException("the stream ended without a word about the room");
    }

    /// <summary>Gives a room a document of somebody's.</summary>
    public static async Task<string> UploadAsync(this AuthorizationWorld world, string caller, string room)
    {
        using var call = new DocumentService.DocumentServiceClient(world.Node.Invoker(world.Credentials[caller])).UploadDocument();
        await call.RequestStream.WriteAsync(new() { Header = new() { RoomId = room, FileName = "sample.txt" } }).Within();
        await call.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFromUtf8("A sample.") } }).Within();
        await call.RequestStream.CompleteAsync().Within();
        return (await call.ResponseAsync.Within()).Document.DocumentId;
    }

    /// <summary>Gives a room an agent of its own.</summary>
    public static async Task<string> MakeAgentAsync(this AuthorizationWorld world, string caller, string room)
    {
        var agents = new AgentService.AgentServiceClient(world.Node.Invoker(world.Credentials[caller]));
        var made = await agents.CreateAgentAsync(new() { Agent = new() { Handle = $"its-{room}", DisplayName = "Sample", RoomId = room } }).ResponseAsync.Within();
        return made.Agent.AgentId;
    }
}
