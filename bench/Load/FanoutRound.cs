using System.Diagnostics;

namespace GroupChat.Bench.Load;

/// <summary>What one round of sending came to.</summary>
internal sealed record FanoutRound(double DeliveriesPerCpuSecond, double P99Milliseconds)
{
    /// <summary>A server that falls behind is not buried: what it has not read yet fits into its flow-control window.</summary>
    private const int MostUnderWay = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends at a steady rate, room after room, until all has arrived. The server's processor time is counted over just that.</summary>
    public static async Task<FanoutRound> RunAsync(
        IFanoutSide side, long[] sentBefore, int members, int messagesPerSecond, TimeSpan duration)
    {
        side.Arrivals.Reset();
        var total = (long)(messagesPerSecond * duration.TotalSeconds);
        var cpu = side.Server.Cpu;
        var start = Stopwatch.GetTimestamp();
        for (long sent = 0; sent < total; await Task.Delay(1))
        {
            for (var due = Math.Min(total, Stopwatch.GetElapsedTime(start).TotalSeconds * messagesPerSecond);
                sent < due && (sent * members) - side.Arrivals.Count < (long)MostUnderWay * members;
                sent++)
            {
                var room = (int)(sent % sentBefore.Length);
                await side.SendAsync(room, Stamp.Text(++sentBefore[room]));
            }
        }

        await side.Arrivals.ReachAsync(total * members, Patience);
        var used = side.Server.Cpu - cpu;
        if (side.Arrivals.Faults > 0 || side.Arrivals.Count != total * members)
            throw new InvalidOperationException($"{side.Arrivals.Faults} messages came out of place, {side.Arrivals.Count} of {total * members} came");
        return new(side.Arrivals.Count / used.TotalSeconds, side.Arrivals.Milliseconds(99));
    }
}
