using System.Net.Http.Headers;
using Google.Rpc;
using GroupChat.TestSupport;
using Status = Google.Rpc.Status;
using StatusCode = Grpc.Core.StatusCode;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>Calls over plain gRPC that the server ends when their time is up.</summary>
public sealed class DeadlineTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData(EdgeNode.Unary)]
    [InlineData(EdgeNode.ServerStream)]
    public async Task Deadline_Passed_SaysWhyAndOfWhichRequest(string method)
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = async (_, context) =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return new();
            },
            ServerStream = async (_, frames, context) =>
            {
                await frames.WriteAsync(new(), context.CancellationToken);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
        });
        using var client = EdgeNode.Client(2);
        using var request = Request(node, method);

        using var answer = await client.SendAsync(request).Within();
        await answer.Content.ReadAsByteArrayAsync().Within();

        var (code, status) = Read(answer);
        Assert.Equal(StatusCode.DeadlineExceeded, code);
        Assert.Equal("DEADLINE_EXCEEDED", Detail<ErrorInfo>(status).Reason);
        Assert.Equal(Trace, Detail<RequestInfo>(status).RequestId);
    }

    private static HttpRequestMessage Request(EdgeNode node, string method)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, method))
        {
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-timeout", "300m");
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        request.Headers.Add("authorization", $"Bearer {FakeAuthenticator.TokenOf("alice")}");
        return request;
    }

    private static T Detail<T>(Status status)
        where T : Google.Protobuf.IMessage, new() => Assert.Single(status.Details, any => any.Is(new T().Descriptor)).Unpack<T>();

    private static (StatusCode Code, Status Status) Read(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Contains("grpc-status") ? answer.Headers : answer.TrailingHeaders;
        var details = headers.TryGetValues("grpc-status-details-bin", out var values) ? values.Single() : "";
        var status = Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        return ((StatusCode)int.Parse(headers.GetValues("grpc-status").Single()), status);
    }
}
