using Google.Protobuf.Reflection;
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
}
