using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Benches;

/// <summary>
/// Whether an event costs the same in a young room and in an old one, and whether a subscriber costs the same in a small audience
/// and in a large one: server processor time per event posted, stored and delivered.
/// </summary>
internal static class RoomGrowthBench
{
    private const string Bench = "room-growth";
    private const int Young = 1_000;
    private const int Few = 2;
    private static readonly int[] Audiences = [50, 250];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(bool quick)
    {
        var old = quick ? 100_000 : 1_000_000;
        await using var gateway = await ServerProcess.StartGatewayAsync();
        var few = await Crowd.SignInAsync(gateway, Few);
        var ages = await CostsAsync([await OpenAsync(few, "young", Young), await OpenAsync(few, "old", old)], 2_000, quick);
        new Figure(Bench, quick ? "cost_100k_over_1k" : "cost_1m_over_1k", ages[1], ages[0], "the same in a room of 1,000 events", "us/event",
            string.Create(CultureInfo.InvariantCulture, $"server processor time per durable event in a room of {old} events with {Few} subscribers, 2000 events a second")).Print();

        var sides = new List<RoomSide>();
        foreach (var audience in Audiences)
            sides.Add(await OpenAsync(await Crowd.SignInAsync(gateway, audience), $"for-{audience}", events: 0));
        var sizes = await CostsAsync(sides, 100, quick);
        new Figure(Bench, "cost_per_delivery", sizes[^1] / Audiences[^1], sizes[0] / Audiences[0], $"the same with {Audiences[0]} subscribers", "us/delivery",
            $"server processor time per durable event and subscriber, {Audiences[^1]} subscribers of a room, 100 events a second, a connection each").Print();

        async Task<RoomSide> OpenAsync(Crowd crowd, string room, int events)
        {
            var side = await RoomSide.OpenAsync(gateway, crowd, room, rooms: 1, streamsPerConnection: 1);
            await Fill.RoomAsync(crowd, Crowd.RoomOf(room, 0), events);
            return side;
        }
    }

    /// <summary>Microseconds per event of each room, in interleaved rounds.</summary>
    private static async Task<double[]> CostsAsync(List<RoomSide> sides, int messagesPerSecond, bool quick)
    {
        var sent = sides.ConvertAll(_ => new long[1]);
        var seen = sides.ConvertAll(_ => new List<double>());
        for (var round = 0; round <= (quick ? 5 : 9); round++)
        {
            for (var side = 0; side < sides.Count; side++)
            {
                var cost = await CostAsync(sides[side], sent[side], messagesPerSecond, round == 0 ? WarmUp : TimeSpan.FromSeconds(5));
                if (round > 0)
                    seen[side].Add(cost);
            }
        }

        return [.. seen.Select(costs => Measure.Percentile(costs, 50))];
    }

    private static async Task<double> CostAsync(RoomSide side, long[] sent, int messagesPerSecond, TimeSpan duration) =>
        1_000_000.0 * side.Listeners / (await FanoutRound.RunAsync(side, sent, side.Listeners, messagesPerSecond, duration)).DeliveriesPerCpuSecond;
}
