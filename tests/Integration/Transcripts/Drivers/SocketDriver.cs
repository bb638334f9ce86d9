using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>A WebSocket for each call: short ones in JSON with the token as a subprotocol, streams in protobuf with the token in the first frame.</summary>
internal sealed class SocketDriver(string address) : IDriver
{
    public string Name => "WebSocket";

    public async Task<IMessage> CallAsync(MethodDescriptor method, IMessage request, string token)
    {
        using var call = await SocketCall.ConnectAsync(address, method, isJson: true, token);
        await call.SendTextAsync($$"""{"message":{{Contract.Formatter.Format(request)}}}""");
        IMessage? answer = null;
        await foreach (var message in call.MessagesAsync(CancellationToken.None))
            answer = Contract.Parser.Parse(Encoding.UTF8.GetString(message), method.OutputType);
        return answer ?? throw new InvalidDataException("the call ended well, without an answer");
    }

    public async Task<UploadDocumentResponse> UploadAsync(UploadHeader header, byte[] content, string token)
    {
        using var call = await SocketCall.ConnectAsync(address, Contract.Upload, isJson: false, token);
        foreach (var frame in Contract.FramesOf(header, content))
            await call.SendAsync(frame);
        await call.SendTextAsync("""{"half_close":{}}""");
        UploadDocumentResponse? answer = null;
        await foreach (var message in call.MessagesAsync(CancellationToken.None))
            answer = UploadDocumentResponse.Parser.ParseFrom(message);
        return answer ?? throw new InvalidDataException("the call ended well, without an answer");
    }

    public Line Listen(Subscription subscription, string token)
    {
        var connecting = SocketCall.ConnectAsync(address, Contract.Converse, isJson: false, token);
        return new ConverseLine(subscription, SendAsync, FramesAsync, async () => (await connecting).Dispose());

        async Task SendAsync(ConverseRequest request) => await (await connecting).SendAsync(request);

        async IAsyncEnumerable<ServerFrame> FramesAsync([EnumeratorCancellation] CancellationToken closed)
        {
            await foreach (var message in (await connecting).MessagesAsync(closed))
                yield return ConverseResponse.Parser.ParseFrom(message).Frame;
        }
    }

    public ValueTask DisposeAsync() => default;
}
