using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>Plain HTTP with JSON: paths by the contract's annotations, a form for the upload, and server-sent events to listen.</summary>
internal sealed class JsonDriver(string address) : IDriver
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "JSON and SSE";

    public async Task<IMessage> CallAsync(MethodDescriptor method, IMessage request, string token)
    {
        var (verb, target, body) = HttpRoute.Of(method, request);
        using var message = MessageOf(verb, target, token);
        message.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await AnswerAsync(method, message);
    }

    public async Task<UploadDocumentResponse> UploadAsync(UploadHeader header, byte[] content, string token)
    {
        using var message = MessageOf(HttpMethod.Post, $"/v1/rooms/{header.RoomId}/documents", token);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new(header.MediaType);
        message.Content = new MultipartFormDataContent { { new StringContent(header.RequestId), "requestId" }, { file, "file", header.FileName } };
        return (UploadDocumentResponse)await AnswerAsync(Contract.Upload, message);
    }

    public Line Listen(Subscription subscription, string token) => new WatchLine(this, token, closed => WatchAsync(subscription, token, closed));

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    // A cursor is what a browser sends back as the id of the last event. The short form of the path cannot begin at the beginning.
    private async IAsyncEnumerable<ServerFrame> WatchAsync(Subscription subscription, string token, [EnumeratorCancellation] CancellationToken closed)
    {
        var isShort = subscription.Start == StartPosition.Unspecified;
        using var message = isShort
            ? MessageOf(HttpMethod.Get, $"/v1/rooms/{subscription.RoomId}:watch", token)
            : MessageOf(HttpMethod.Post, "/v1/rooms:watch", token);
        message.Headers.Accept.Add(new("text/event-stream"));
        if (subscription.Cursor.Length > 0)
            message.Headers.Add("Last-Event-ID", subscription.Cursor);
        if (!isShort)
            message.Content = new StringContent(
                Contract.Formatter.Format(new WatchRoomsRequest { Subscriptions = { subscription } }), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, closed);
        await ThrowIfRefusedAsync(response);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(closed));
        await foreach (var data in EventsAsync(lines, closed))
            yield return Contract.Parser.Parse<WatchRoomsResponse>(data).Frame;
    }

    private static async IAsyncEnumerable<string> EventsAsync(StreamReader lines, [EnumeratorCancellation] CancellationToken closed)
    {
        var kind = "message";
        while (await lines.ReadLineAsync(closed) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line["event: ".Length..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            if (kind == "error")
                throw new Refusal(Contract.StatusOf(line["data: ".Length..]));
            if (kind == "end")
                yield break;
            yield return line["data: ".Length..];
        }

        throw new EndOfStreamException("the events broke off");
    }

    private async Task<IMessage> AnswerAsync(MethodDescriptor method, HttpRequestMessage message)
    {
        using var response = await _http.SendAsync(message).Within();
        await ThrowIfRefusedAsync(response);
        return Contract.Parser.Parse(await response.Content.ReadAsStringAsync().Within(), method.OutputType);
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new Refusal(Contract.StatusOf(await response.Content.ReadAsStringAsync().Within()));
    }

    private HttpRequestMessage MessageOf(HttpMethod verb, string target, string token)
    {
        var message = new HttpRequestMessage(verb, address + target);
        if (token.Length > 0)
            message.Headers.Authorization = new("Bearer", token);
        return message;
    }
}
