using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>gRPC-Web over HTTP/1.1, as a browser would: calls in its binary form, and streams in base64.</summary>
internal sealed class WebDriver(string address) : IDriver
{
    private const string Binary = "application/grpc-web+proto";
    private const string Text = "application/grpc-web-text+proto";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "gRPC-Web";

    public Task<IMessage> CallAsync(MethodDescriptor method, IMessage request, string token) => CallAsync(method, [request], token);

    public async Task<UploadDocumentResponse> UploadAsync(UploadHeader header, byte[] content, string token) =>
        (UploadDocumentResponse)await CallAsync(Contract.Upload, Contract.FramesOf(header, content), token);

    public Line Listen(Subscription subscription, string token) =>
        new WatchLine(this, token, closed => WatchAsync(new() { Subscriptions = { subscription } }, token, closed));

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    private async Task<IMessage> CallAsync(MethodDescriptor method, IEnumerable<IMessage> requests, string token)
    {
        byte[] body = [.. requests.SelectMany(WebFrames.Of)];
        using var response = await SendAsync(method, Binary, body, token, CancellationToken.None).Within();
        await using var stream = await response.Content.ReadAsStreamAsync().Within();
        IMessage? answer = null;
        await foreach (var message in new WebFrames(stream, isText: false).MessagesAsync(CancellationToken.None))
            answer = method.OutputType.Parser.ParseFrom(message);
        return answer ?? throw new InvalidDataException("the call ended well, without an answer");
    }

    private async IAsyncEnumerable<ServerFrame> WatchAsync(
        WatchRoomsRequest request, string token, [EnumeratorCancellation] CancellationToken closed)
    {
        var body = Encoding.ASCII.GetBytes(Convert.ToBase64String(WebFrames.Of(request)));
        using var response = await SendAsync(Contract.Watch, Text, body, token, closed);
        await using var stream = await response.Content.ReadAsStreamAsync(closed);
        await foreach (var message in new WebFrames(stream, isText: true).MessagesAsync(closed))
            yield return WatchRoomsResponse.Parser.ParseFrom(message).Frame;
    }

    private Task<HttpResponseMessage> SendAsync(MethodDescriptor method, string type, byte[] body, string token, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        var request = new HttpRequestMessage(HttpMethod.Post, address + Contract.PathOf(method)) { Content = content };
        request.Headers.Add("x-grpc-web", "1");
        if (token.Length > 0)
            request.Headers.Authorization = new("Bearer", token);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
