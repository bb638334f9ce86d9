using System.Diagnostics;
using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Benches;

/// <summary>Coming back after missed events: from the first byte of a new connection to being up to date.</summary>
internal static class ResumeBench
{
    private const string Room = "resume";
    private const string Baseline = "bare gRPC server stream of as many messages from memory";
    private const int Members = 64;
    private const int AtOnce = 8;
    private static readonly string Text = new('x', 256);
    private static readonly int[] Missed = [100, 10_000];

    public static async Task RunAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        await using var echo = await ServerProcess.StartEchoAsync();
        var crowd = await Crowd.SignInAsync(gateway, Members);
        await crowd.SettleAsync(Room, rooms: 1, static _ => [0]);
        var room = Crowd.RoomOf(Room, 0);
        await Fill.RoomAsync(crowd, room, Missed[^1]);
        var cursors = await Cursors.OfAsync(gateway, crowd.Owner.Token, room);
        foreach (var missed in Missed)
        {
            List<double> ours = [], bare = [];
            for (var round = 0; round <= (quick ? 1 : 3); round++)
            {
                var from = new Subscription { RoomId = room, Cursor = cursors[^(missed + 1)] };
                var seen = await RoundAsync(gateway, (connection, number) => ResumeAsync(connection, crowd.Members[number].Token, from, missed));
                var seenBare = await RoundAsync(echo, (connection, _) => EchoListener.RepeatAsync(connection, Text, missed));
                if (round == 0)
                    continue; // the code was not compiled yet
                ours.AddRange(seen);
                bare.AddRange(seenBare);
            }

            Print(missed, ours, bare);
        }
    }

    private static async Task<List<double>> RoundAsync(ServerProcess server, Func<Http2Connection, int, Task> resume)
    {
        var seen = new List<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Members), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            await using var connection = await Http2Connection.OpenAsync(new Uri(server.Address));
            await resume(connection, number);
            lock (seen)
                seen.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });
        return seen;
    }

    private static async Task ResumeAsync(Http2Connection connection, string token, Subscription from, int missed)
    {
        var events = 0;
        await Watcher.ReadAsync(connection, token, from, frame => events += frame.FrameCase == ServerFrame.FrameOneofCase.Event ? 1 : 0);
        if (events != missed)
            throw new InvalidOperationException($"{events} of {missed} events came");
    }

    private static void Print(int missed, List<double> ours, List<double> bare) => new Figure(
        Room, string.Create(CultureInfo.InvariantCulture, $"p99_ms_{missed}"), Measure.Percentile(ours, 99), Measure.Percentile(bare, 99), Baseline, "ms",
        string.Create(CultureInfo.InvariantCulture,
            $"new connection, call, cursor, {missed} events of 256-byte texts read from the log, until caught up; {ours.Count} resumptions, {AtOnce} at a time, load generator on the same machine")).Print();
}
