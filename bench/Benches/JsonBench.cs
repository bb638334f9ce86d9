using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;
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
        await StreamAsync(gateway, http1, client, quick ? 2_000 : 20_000, rounds);

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

    private static async Task StreamAsync(ServerProcess gateway, HttpClient http, BenchClient client, int messages, int rounds)
    {
        var crowd = await Crowd.SignInAsync(gateway, 16);
        await crowd.SettleAsync(Room, rooms: 1, static _ => [0]);
        var room = Crowd.RoomOf(Room, 0);
        await client.Chat.JoinRoomAsync(new() { RoomId = room }, client.Headers);
        await Fill.RoomAsync(crowd, room, messages);
        foreach (var (figure, accept) in new[] { ("stream_cpu_per_message_lines", "application/x-ndjson"), ("stream_cpu_per_message_events", "text/event-stream") })
        {
            var (ours, baseline) = await Measure.InterleavedAsync(
                rounds,
                () => CpuAsync(gateway, 1, () => WatchAsync(http, room, accept), messages),
                () => CpuAsync(gateway, 1, () => WatchAsync(client, room), messages));
            new Figure("edge-json", figure, ours, baseline, "the same stream over gRPC", "us", $"a room of {messages} messages of 256 bytes, read from its beginning by one member").Print();
        }
    }

    /// <summary>Microseconds of processor time of the server for each of <paramref name="calls"/>, or each of the messages of one.</summary>
    private static async Task<double> CpuAsync(ServerProcess gateway, int calls, Func<Task> call, int messages = 0)
    {
        var before = gateway.Cpu;
        var options = new ParallelOptions { MaxDegreeOfParallelism = calls == 1 ? 1 : Senders };
        await Parallel.ForEachAsync(Enumerable.Range(0, calls), options, async (_, _) => await call());
        return (gateway.Cpu - before).TotalMicroseconds / Math.Max(calls, messages);
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

    private static async Task WatchAsync(BenchClient client, string room)
    {
        using var call = client.Chat.WatchRooms(
            new() { Subscriptions = { new Subscription { RoomId = room, Start = StartPosition.Earliest } } }, client.Headers);
        while (await call.ResponseStream.MoveNext(CancellationToken.None) && call.ResponseStream.Current.Frame.FrameCase != ServerFrame.FrameOneofCase.CaughtUp)
            continue;
    }
}
