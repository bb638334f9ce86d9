using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Rpc;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Gateway.Tests.Edge.Sockets;
using GroupChat.Gateway.Tests.Edge.Web;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Status = Google.Rpc.Status;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>One id from the caller's trace to the error it gets, whatever it speaks.</summary>
public sealed class CorrelationTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{Trace}-b7ad6b7169203331-01";

    [Theory]
    [InlineData("grpc")]
    [InlineData("web")]
    [InlineData("json")]
    [InlineData("socket")]
    public async Task Trace_OfTheCaller_IsTheHandlersAndNamesTheError(string protocol)
    {
        string? seen = null;
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = (_, _) =>
            {
                seen = Activity.Current?.TraceId.ToHexString();
                throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "none");
            },
        });

        var id = await FailAsync(node, protocol, EdgeNode.Unary);

        Assert.Equal((Trace, Trace), (seen, id));
    }

    [Theory]
    [InlineData("grpc", "/groupchat.chat.v1.ChatService/Nope")]
    [InlineData("grpc", "/no.Service/Nope")]
    [InlineData("web", "/groupchat.chat.v1.ChatService/Nope")]
    [InlineData("web", "/no.Service/Nope")]
    [InlineData("socket", "/no.Service/Nope")]
    public async Task Refusal_BeforeAnyHandler_NamesTheRequestToo(string protocol, string method)
    {
        await using var node = await EdgeNode.StartAsync();

        Assert.Equal(Trace, await FailAsync(node, protocol, method));
    }

    [Theory]
    [InlineData(EdgeNode.Unary, 0)]
    [InlineData(EdgeNode.ServerStream, 0)]
    [InlineData(EdgeNode.ServerStream, 1)]
    [InlineData(EdgeNode.Duplex, 0)]
    public async Task Deadline_ThatPassesAtTheServer_NamesTheRequestToo(string method, int messages)
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = async (_, context) => await NeverAsync<GetRoomResponse>(context.CancellationToken),
            ServerStream = async (_, frames, context) =>
            {
                for (var sent = 0; sent < messages; sent++)
                    await frames.WriteAsync(new(), context.CancellationToken);
                await NeverAsync<WatchRoomsResponse>(context.CancellationToken);
            },
            Duplex = async (_, _, context) => await NeverAsync<ConverseResponse>(context.CancellationToken),
        });

        Assert.Equal(Trace, await PostAsync(node, method, "application/grpc", version: 2, timeout: "300m"));
    }

    private static async Task<T> NeverAsync<T>(CancellationToken end)
    {
        await Task.Delay(Timeout.Infinite, end);
        throw new InvalidOperationException("it has ended");
    }

    private static Task<string> FailAsync(EdgeNode node, string protocol, string method) => protocol switch
    {
        "grpc" => PostAsync(node, method, "application/grpc", version: 2),
        "web" => PostAsync(node, method, WebCall.Binary, version: 1),
        "json" => GetAsync(node),
        _ => TalkAsync(node, method),
    };

    private static async Task<string> PostAsync(EdgeNode node, string method, string type, int version, string timeout = "")
    {
        using var client = EdgeNode.Client(version);
        using var request = WebCall.Request(node, client, method, type, WebCall.Frame(new GetRoomRequest()));
        request.Headers.Add("traceparent", Parent);
        if (timeout.Length > 0)
            request.Headers.Add("grpc-timeout", timeout);
        using var response = await client.SendAsync(request).Within();
        var body = await response.Content.ReadAsByteArrayAsync().Within();
        var headers = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        return IdOf(Status.Parser.ParseFrom(Convert.FromBase64String(
            type == WebCall.Binary ? WebAnswer.Of(response, body).Trailers["grpc-status-details-bin"] : headers.GetValues("grpc-status-details-bin").Single())));
    }

    private static async Task<string> GetAsync(EdgeNode node)
    {
        using var client = EdgeNode.Client(1);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "/v1/rooms/lobby"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FakeAuthenticator.TokenOf("alice"));
        request.Headers.Add("traceparent", Parent);
        using var response = await client.SendAsync(request).Within();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync().Within());
        return IdOf(json.RootElement);
    }

    private static async Task<string> TalkAsync(EdgeNode node, string method)
    {
        using var call = await SocketCall.ConnectAsync(node, method);
        await call.OpenAsync(("traceparent", Parent));
        await call.SendAsync(new GetRoomRequest());
        await call.ToEndAsync();
        return IdOf(call.Last.GetProperty("status"));
    }

    private static string IdOf(Status status) =>
        status.Details.First(detail => detail.Is(RequestInfo.Descriptor)).Unpack<RequestInfo>().RequestId;

    private static string IdOf(JsonElement status) => status.GetProperty("details").EnumerateArray()
        .First(detail => detail.GetProperty("@type").GetString()!.EndsWith("RequestInfo", StringComparison.Ordinal)).GetProperty("requestId").GetString()!;
}
