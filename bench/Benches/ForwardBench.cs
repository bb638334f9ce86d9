using System.Diagnostics;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Benches;

/// <summary>
/// What it costs that a service is in another process: processor time of gateway and service for each call beside that of the service
/// called directly, the same for nginx in front of it, and how fast a stream goes through each.
/// </summary>
internal static class ForwardBench
{
    private const string Room = "forward";
    private const int Senders = 8;

    // What is called often is compiled anew in the background: without calls before, the figures would show the compiler.
    private const int WarmUp = 20_000;

    public static async Task RunAsync(bool quick)
    {
        await using var servers = await SplitChat.StartAsync();
        var ways = new List<ForwardWay> { ForwardWay.Direct(servers), await ForwardWay.ThroughGatewayAsync(servers) };
        if (servers.Nginx is not null)
            ways.Add(ForwardWay.ThroughNginx(servers));
        else
            Console.Error.WriteLine("edge-forward: there is no nginx here (apt-get install nginx-light): its figures are left out");
        var room = await FillAsync(servers, quick ? 2_000 : 20_000);
        foreach (var way in ways)
        {
            await way.Chat.JoinRoomAsync(new() { RoomId = room }, way.Headers);
            await CpuAsync(way, WarmUp, () => ReadAsync(way, room));
        }

        var (calls, rounds) = quick ? (4_000, 5) : (20_000, 11);
        await CompareAsync(ways, rounds, "cpu_per_call", "us", $"GetRoom; {Senders} callers; median of interleaved rounds of {calls} calls",
            way => CpuAsync(way, calls, () => ReadAsync(way, room)));
        await CompareAsync(ways, rounds, "latency_p50", "us", "GetRoom, one caller",
            way => Measure.MedianLatencyAsync(calls / Senders, () => ReadAsync(way, room)));
        var messages = quick ? 2_000 : 20_000;
        await CompareAsync(ways, rounds, "stream_cpu_per_message", "us", $"a room of {messages} messages of 256 bytes, read from its beginning",
            way => CpuAsync(way, messages, () => WatchAsync(way, room), atOnce: 1));
        await CompareAsync(ways, rounds, "stream_messages_per_second", "messages/s", $"the same room, read by {Senders} at a time",
            async way => Senders * messages / await SecondsAsync(() => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => WatchAsync(way, room)))));
        ways.ForEach(way => way.Channel.Dispose());
    }

    private static async Task CompareAsync(
        List<ForwardWay> ways, int rounds, string figure, string unit, string how, Func<ForwardWay, Task<double>> measure)
    {
        var medians = await Measure.InterleavedAsync(rounds, [.. ways.Select<ForwardWay, Func<Task<double>>>(way => () => measure(way))]);
        for (var way = 1; way < ways.Count; way++)
        {
            new Figure("edge-forward", figure + ways[way].Suffix, medians[way], medians[0], "the same, called directly", unit,
                $"{ways[way].Name}; {how}").Print();
        }
    }

    /// <summary>Microseconds of processor time of everything on the server's side, for each call or message.</summary>
    private static async Task<double> CpuAsync(ForwardWay way, int count, Func<Task> call, int atOnce = Senders)
    {
        var before = way.Cpu();
        var times = atOnce == 1 ? 1 : count;
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) => await call());
        return (way.Cpu() - before).TotalMicroseconds / count;
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task ReadAsync(ForwardWay way, string room) => await way.Chat.GetRoomAsync(new() { RoomId = room }, way.Headers);

    private static async Task WatchAsync(ForwardWay way, string room)
    {
        using var call = way.Chat.WatchRooms(
            new() { Subscriptions = { new Subscription { RoomId = room, Start = StartPosition.Earliest } } }, way.Headers);
        while (await call.ResponseStream.MoveNext(CancellationToken.None) && call.ResponseStream.Current.Frame.FrameCase != ServerFrame.FrameOneofCase.CaughtUp)
            continue;
    }

    private static async Task<string> FillAsync(SplitChat servers, int messages)
    {
        var crowd = await Crowd.SignInAsync(servers.Gateway, 16);
        await crowd.SettleAsync(Room, rooms: 1, static _ => [0]);
        var room = Crowd.RoomOf(Room, 0);
        await Fill.RoomAsync(crowd, room, messages);
        return room;
    }
}
