using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Benches;

/// <summary>
/// Delivery to many, ours durable and the baseline not: server processor time per delivery, and how late deliveries are. Subscribers
/// on connections of their own and many to a connection, against a SignalR hub, in turn.
/// </summary>
internal static class FanoutBench
{
    private const string Baseline = "SignalR hub, JSON over WebSocket, group broadcast, in memory";
    private const int Together = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string name, int rooms, int members, int messagesPerSecond, bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        await using var hub = await ServerProcess.StartHubAsync();
        var crowd = await Crowd.SignInAsync(gateway, rooms * members);
        IFanoutSide[] sides =
        [
            await RoomSide.OpenAsync(gateway, crowd, "own", rooms, streamsPerConnection: 1),
            await HubSide.OpenAsync(hub, rooms, members),
            await RoomSide.OpenAsync(gateway, crowd, "shared", rooms, Together),
        ];
        await Task.Delay(TimeSpan.FromSeconds(3)); // presence has been told
        var rounds = await RoundsAsync(sides, rooms, members, messagesPerSecond, quick);
        Print(name, rounds, string.Create(CultureInfo.InvariantCulture,
            $"{rooms} rooms of {members}, {messagesPerSecond} messages of 256 bytes a second in all, fsync on (ours), median of {rounds[0].Count} interleaved rounds, every delivery checked for its place, load generator on the same machine"));
    }

    private static async Task<List<FanoutRound>[]> RoundsAsync(
        IFanoutSide[] sides, int rooms, int members, int messagesPerSecond, bool quick)
    {
        var sent = Array.ConvertAll(sides, _ => new long[rooms]);
        var seen = Array.ConvertAll(sides, _ => new List<FanoutRound>());
        // Faster and longer than it counts: until the servers' code is compiled as well as it ever will be.
        foreach (var side in Enumerable.Range(0, sides.Length))
            await FanoutRound.RunAsync(sides[side], sent[side], members, messagesPerSecond * 2, WarmUp);
        for (var round = 0; round < (quick ? 3 : 7); round++)
        {
            foreach (var side in Enumerable.Range(0, sides.Length))
                seen[side].Add(await FanoutRound.RunAsync(sides[side], sent[side], members, messagesPerSecond, TimeSpan.FromSeconds(quick ? 3 : 5)));
        }

        return seen;
    }

    private static void Print(string name, List<FanoutRound>[] rounds, string conditions)
    {
        var (own, hub, shared) = (rounds[0], rounds[1], rounds[2]);
        var together = $"{Together} streams a connection; {conditions}";
        Print("deliveries_per_cpu_second", "deliveries/s", own, round => round.DeliveriesPerCpuSecond, conditions);
        Print("deliveries_per_cpu_second_multiplexed", "deliveries/s", shared, round => round.DeliveriesPerCpuSecond, together);
        Print("p99_latency", "ms", own, round => round.P99Milliseconds, conditions);
        Print("p99_latency_multiplexed", "ms", shared, round => round.P99Milliseconds, together);

        void Print(string figure, string unit, List<FanoutRound> ours, Func<FanoutRound, double> value, string how) =>
            new Figure(name, figure, Measure.Percentile(ours.Select(value), 50), Measure.Percentile(hub.Select(value), 50), Baseline, unit, how).Print();
    }
}
