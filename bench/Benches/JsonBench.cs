using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>What JSON over HTTP costs the server beside plain gRPC: processor time of its process for each call, and for each message of a stream.</summary>
internal static class JsonBench
{
    private const string Room = "json";
    private const string Baseline = "the same call over gRPC, one HTTP/2 connection";
    private const int Senders = 8;

    public static async Task RunAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        using var channel = GrpcChannel.ForAddress(gateway.Address);
        var client = await BenchClient.SignInAsync(channel, "json");
        await client.Chat.CreateRoomAsync(new() { RoomId = Room }, client.Headers);
        using var http1 = Http(gateway, client, HttpVersion.Version11);
        using var http2 = Http(gateway, client, HttpVersion.Version20);
        var calls = quick ? 4_000 : 20_000;
        var rounds = quick ? 5 : 11;

        foreach (var (http, suffix, how) in new[] { (http2, "", "HTTP/2, one connection"), (http1, "_http1", "HTTP/1.1, a connection for each caller") })
        {
            await CompareAsync($"cpu_per_call{suffix}", $"GetSession; {how}",
                () => ReadAsync(http, "/v1/sessions/current"), async () => await client.Sessions.GetSessionAsync(new(), client.Headers));
            await CompareAsync($"cpu_per_call_read{suffix}", $"GetRoom; {how}",
                () => ReadAsync(http, $"/v1/rooms/{Room}"), async () => await client.Chat.GetRoomAsync(new() { RoomId = Room }, client.Headers));
            await CompareAsync($"cpu_per_call_body{suffix}", $"SendTyping, with a body; {how}",
                () => TypeAsync(http), async () => await client.Chat.SendTypingAsync(new() { RoomId = Room, Typing = true }, client.Headers));
        }
        var stream = await StreamRound.FillAsync(gateway, client, Room, quick);
        await stream.CompareAsync("edge-json", "_lines", "lines of JSON over HTTP/1.1", () => WatchAsync(http1, stream.Room, "application/x-ndjson"));
        await stream.CompareAsync("edge-json", "_events", "server-sent events over HTTP/1.1", () => WatchAsync(http1, stream.Room, "text/event-stream"));

        async Task CompareAsync(string figure, string what, Func<Task> json, Func<Task> grpc)
        {
            var (ours, baseline) = await Measure.InterleavedAsync(rounds, () => CpuAsync(gateway, calls, json), () => CpuAsync(gateway, calls, grpc));
            new Figure("edge-json", figure, ours, baseline, Baseline, "us",
                $"{what}; {Senders} callers; median of interleaved rounds of {calls} calls").Print();
        }
    }

    private static HttpClient Http(ServerProcess gateway, BenchClient client, Version version)
    {
        var http = new HttpClient { BaseAddress = new(gateway.Address), DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        http.DefaultRequestHeaders.Authorization = new("Bearer", client.Token);
        return http;
    }

    /// <summary>Microseconds of processor time of the server for each of <paramref name="calls"/>.</summary>
    private static async Task<double> CpuAsync(ServerProcess gateway, int calls, Func<Task> call)
    {
        var before = gateway.Cpu;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, calls), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (_, _) => await call());
        return (gateway.Cpu - before).TotalMicroseconds / calls;
    }

    private static async Task ReadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task TypeAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"/v1/rooms/{Room}:typing", UriKind.Relative), new { typing = true });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task WatchAsync(HttpClient http, string room, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/rooms:watch", UriKind.Relative)) { Version = http.DefaultRequestVersion };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        request.Content = JsonContent.Create(new { subscriptions = new[] { new { roomId = room, start = "START_POSITION_EARLIEST" } } });
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line && !line.Contains("\"caughtUp\"", StringComparison.Ordinal))
            continue;
    }
}
