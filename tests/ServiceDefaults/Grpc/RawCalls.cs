using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

/// <summary>Calls whose request is any bytes at all.</summary>
internal static class RawCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public static async Task<RpcException> FailAsync(this TestNode node, MethodType kind, params byte[][] requests)
    {
        var invoker = node.Invoker($"Bearer {FakeAuthenticator.TokenOf("alice")}");
        return await Assert.ThrowsAsync<RpcException>(() => SendAsync(invoker, kind, requests)).Within();
    }

    private static async Task SendAsync(CallInvoker invoker, MethodType kind, byte[][] requests)
    {
        if (kind == MethodType.Unary)
        {
            await invoker.AsyncUnaryCall(MethodOf(kind, ChatService.Descriptor.FullName, "GetRoom"), null, default, requests[0]);
        }
        else if (kind == MethodType.ServerStreaming)
        {
            var method = MethodOf(kind, ChatService.Descriptor.FullName, "WatchRooms");
            using var call = invoker.AsyncServerStreamingCall(method, null, default, requests[0]);
            await call.ResponseStream.MoveNext(default);
        }
        else if (kind == MethodType.ClientStreaming)
        {
            var method = MethodOf(kind, DocumentService.Descriptor.FullName, "UploadDocument");
            using var call = invoker.AsyncClientStreamingCall(method, null, default);
            await WriteAsync(call.RequestStream, requests);
            await call;
        }
        else
        {
            using var call = invoker.AsyncDuplexStreamingCall(MethodOf(kind, ChatService.Descriptor.FullName, "Converse"), null, default);
            await WriteAsync(call.RequestStream, requests);
            await foreach (var _ in call.ResponseStream.ReadAllAsync())
            {
            }
        }
    }

    /// <summary>Protobuf of nested messages with one string in the middle: field numbers from the outside in.</summary>
    public static byte[] Nested(byte[] text, params ReadOnlySpan<int> fields)
    {
        var message = text;
        for (var i = fields.Length - 1; i >= 0; i--)
        {
            using var buffer = new MemoryStream();
            using (var output = new CodedOutputStream(buffer, leaveOpen: true))
            {
                output.WriteTag(fields[i], WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(message));
            }
            message = buffer.ToArray();
        }
        return message;
    }

    private static Method<byte[], byte[]> MethodOf(MethodType kind, string service, string name) => new(kind, service, name, Bytes, Bytes);

    // The server may refuse an early message before it reads the later ones.
    private static async Task WriteAsync(IClientStreamWriter<byte[]> writer, byte[][] requests)
    {
        try
        {
            foreach (var request in requests)
                await writer.WriteAsync(request);
            await writer.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // What the call itself ended with is what the test looks at.
        }
    }
}
