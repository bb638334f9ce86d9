using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;

namespace GroupChat.Bench.Benches;

/// <summary>
/// One room of which a tenth does not read for a while: how late the others are then, what the silent ones cost the server in
/// memory, and whether they come to the end of the log on the connections they have.
/// </summary>
internal static class SlowReadersBench
{
    private const int Members = 500;
    private const int Bad = 50;
    private const int MessagesPerSecond = 40;
    private const int DefaultWindow = 65_535; // what HTTP/2 begins with: full after some 150 messages
    private const string Room = "slow";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        var crowd = await Crowd.SignInAsync(gateway, Members);
        var others = await RoomSide.OpenAsync(gateway, crowd, Room, rooms: 1, streamsPerConnection: 1, Members - Bad);
        var arrivals = new Arrivals();
        var bad = await OpenAsync(gateway, crowd, arrivals);
        var sent = new long[1];
        await RoundAsync(WarmUp);
        List<double> calm = [], disturbed = [], bytes = [];
        var silence = TimeSpan.FromSeconds(quick ? 20 : 60);
        for (var round = 0; round < (quick ? 2 : 3); round++)
        {
            calm.Add((await RoundAsync(silence)).P99Milliseconds);
            await arrivals.ReachAsync(sent[0] * Bad, Patience);
            var before = gateway.BytesResident;
            bad.ForEach(connection => connection.Pause());
            disturbed.Add((await RoundAsync(silence)).P99Milliseconds);
            bytes.Add(Math.Max(0, gateway.BytesResident - before) / (double)Bad);
            bad.ForEach(connection => connection.Resume());
            await ConvergeAsync(arrivals, sent[0], bad);
        }

        Print(calm, disturbed, bytes, silence);

        Task<FanoutRound> RoundAsync(TimeSpan duration) => FanoutRound.RunAsync(others, sent, Members - Bad, MessagesPerSecond, duration);
    }

    private static async Task<List<Http2Connection>> OpenAsync(ServerProcess gateway, Crowd crowd, Arrivals arrivals)
    {
        var connections = new List<Http2Connection>();
        foreach (var member in crowd.Members.Skip(Members - Bad))
        {
            var connection = await Http2Connection.OpenAsync(new Uri(gateway.Address), DefaultWindow);
            await Watcher.OpenAsync(connection, member.Token, new Listener(arrivals).Take, Crowd.RoomOf(Room, 0));
            connections.Add(connection);
        }

        return connections;
    }

    private static async Task ConvergeAsync(Arrivals arrivals, long sent, List<Http2Connection> connections)
    {
        await arrivals.ReachAsync(sent * Bad, Patience);
        if (arrivals.Faults > 0 || arrivals.Count != sent * Bad || connections.Exists(connection => connection.Fault is not null))
            throw new InvalidOperationException($"{arrivals.Faults} messages came out of place, {arrivals.Count} of {sent * Bad} came");
    }

    private static void Print(List<double> calm, List<double> disturbed, List<double> bytes, TimeSpan silence)
    {
        var conditions = string.Create(CultureInfo.InvariantCulture,
            $"1 room of {Members}, {MessagesPerSecond} messages of 256 bytes a second, {Bad} members do not read for {silence.TotalSeconds} s and then catch up on the same connection, every delivery checked for its place, median of {calm.Count} interleaved rounds, load generator on the same machine");
        new Figure("slow-readers", "p99_latency", Measure.Percentile(disturbed, 50), Measure.Percentile(calm, 50),
            "the same members while all read", "ms", conditions).Print();
        new Figure("slow-readers", "bytes_per_bad_stream", Measure.Percentile(bytes, 50), null, null, "bytes",
            "growth of the server's resident memory meanwhile, whatever it is from; " + conditions).Print();
    }
}
