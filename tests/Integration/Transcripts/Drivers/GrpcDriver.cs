using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>gRPC over HTTP/2: unary calls, an upload in pieces, and Converse both ways.</summary>
internal sealed class GrpcDriver(string address) : IDriver
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    public string Name => "gRPC";

    public async Task<IMessage> CallAsync(MethodDescriptor method, IMessage request, string token)
    {
        try
        {
            using var call = _channel.CreateCallInvoker().AsyncUnaryCall(MethodOf(method), null, OptionsOf(token), request);
            return await call.ResponseAsync.Within();
        }
        catch (RpcException error)
        {
            throw Refusal.Of(error);
        }
    }

    public async Task<UploadDocumentResponse> UploadAsync(UploadHeader header, byte[] content, string token)
    {
        using var call = new DocumentService.DocumentServiceClient(_channel).UploadDocument(OptionsOf(token));
        foreach (var frame in Contract.FramesOf(header, content))
            await call.RequestStream.WriteAsync(frame).Within();
        await call.RequestStream.CompleteAsync().Within();
        return await call.ResponseAsync.Within();
    }

    public Line Listen(Subscription subscription, string token)
    {
        var call = new ChatService.ChatServiceClient(_channel).Converse(OptionsOf(token));
        return new ConverseLine(subscription, request => call.RequestStream.WriteAsync(request), closed => FramesAsync(call, closed), Drop);

        ValueTask Drop()
        {
            call.Dispose();
            return default;
        }
    }

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return default;
    }

    private static async IAsyncEnumerable<ServerFrame> FramesAsync(
        AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> call, [EnumeratorCancellation] CancellationToken closed)
    {
        while (await NextAsync(call.ResponseStream, closed))
            yield return call.ResponseStream.Current.Frame;
    }

    private static async Task<bool> NextAsync(IAsyncStreamReader<ConverseResponse> responses, CancellationToken closed)
    {
        try
        {
            return await responses.MoveNext(closed);
        }
        catch (RpcException error)
        {
            throw Refusal.Of(error);
        }
    }

    private static CallOptions OptionsOf(string token) =>
        new(token.Length == 0 ? null : new Metadata { { "authorization", $"Bearer {token}" } });

    private static Method<IMessage, IMessage> MethodOf(MethodDescriptor method) => new(
        MethodType.Unary, method.Service.FullName, method.Name, Marshaller(method.InputType), Marshaller(method.OutputType));

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) =>
        Marshallers.Create<IMessage>(message => message.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));
}
