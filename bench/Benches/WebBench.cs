using System.Net;
using System.Net.Http.Headers;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>What gRPC-Web costs the server beside plain gRPC: processor time of its process for each call and each message, and how many messages get through.</summary>
internal static class WebBench
{
    private const string Path = "/groupchat.session.v1.SessionService/GetSession";
    private const int Senders = 8;
    private static readonly byte[] Request = [0, 0, 0, 0, 0];
    private static readonly byte[] RequestText = [.. "AAAAAAA="u8];

    public static async Task RunAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        using var channel = GrpcChannel.ForAddress(gateway.Address);
        var client = await BenchClient.SignInAsync(channel, "web");
        var (calls, rounds) = quick ? (4_000, 5) : (20_000, 11);
        var own = Enumerable.Range(0, Senders).Select(_ => GrpcChannel.ForAddress(gateway.Address)).ToList();
        var owners = own.ConvertAll(each => new BenchClient(each, client.Token));
        using var http1 = ClientOf(gateway, client, HttpVersion.Version11);
        using var http2 = ClientOf(gateway, client, HttpVersion.Version20);

        var medians = await Measure.InterleavedAsync(rounds,
        [
            () => CpuAsync(gateway, calls, async _ => await client.Sessions.GetSessionAsync(new(), client.Headers)),
            () => CpuAsync(gateway, calls, async sender => await owners[sender].Sessions.GetSessionAsync(new(), client.Headers)),
            () => CpuAsync(gateway, calls, _ => PostAsync(http1, "application/grpc-web+proto", Request)),
            () => CpuAsync(gateway, calls, _ => PostAsync(http2, "application/grpc-web+proto", Request)),
            () => CpuAsync(gateway, calls, _ => PostAsync(http1, "application/grpc-web-text+proto", RequestText)),
        ]);
        own.ForEach(each => each.Dispose());
        Print("cpu_per_call", "binary over HTTP/1.1, a connection each", medians[2], medians[1]);
        Print("cpu_per_call_text", "base64 over HTTP/1.1, a connection each", medians[4], medians[1]);
        Print("cpu_per_call_http2", "binary over HTTP/2, one connection", medians[3], medians[0]);
        Print("cpu_per_call_to_one", "binary over HTTP/1.1, a connection each, and gRPC on one connection", medians[2], medians[0]);
        var stream = await StreamRound.FillAsync(gateway, client, "web", quick);
        await stream.CompareAsync("edge-web", "", "binary over HTTP/1.1", () => WebStream.ReadAsync(http1, stream.Request));

        void Print(string figure, string how, double ours, double baseline) =>
            new Figure("edge-web", figure, ours, baseline, "the same call over gRPC, on as many connections", "us",
                $"GetSession; {how}; {Senders} callers; median of interleaved rounds of {calls} calls").Print();
    }

    private static HttpClient ClientOf(ServerProcess gateway, BenchClient client, Version version) => new()
    {
        BaseAddress = new(gateway.Address),
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Authorization = new("Bearer", client.Token) },
    };

    private static async Task<double> CpuAsync(ServerProcess gateway, int calls, Func<int, Task> call)
    {
        var before = gateway.Cpu;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            for (var made = 0; made < calls / Senders; made++)
                await call(sender);
        }));
        return (gateway.Cpu - before).TotalMicroseconds / calls;
    }

    private static async Task PostAsync(HttpClient http, string type, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var answer = await http.PostAsync(new Uri(Path, UriKind.Relative), content);
        if ((await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length < 40)
            throw new InvalidOperationException("the call failed");
    }
}
