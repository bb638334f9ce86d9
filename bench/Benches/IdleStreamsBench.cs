using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Benches;

/// <summary>What streams cost that nothing happens on: memory each, processor time of all, and whether they leave anything behind.</summary>
internal static class IdleStreamsBench
{
    private const string Bench = "idle-streams";
    private const string Baseline = "bare gRPC echo server with as many idle streams";
    private const int RoomsEach = 5;
    private const int MembersARoom = 50;
    private const int Together = 50;
    private const int Cycles = 3;

    public static async Task RunAsync(bool quick)
    {
        var streams = quick ? 2_000 : 10_000;
        await using var gateway = await ServerProcess.StartGatewayAsync();
        var crowd = await Crowd.SignInAsync(gateway, streams);
        var rooms = streams * RoomsEach / MembersARoom;
        await crowd.SettleAsync(Bench, rooms, number => RoomsOf(number, rooms));
        IdleSide ours = new(gateway, (number, connection) =>
            Watcher.OpenAsync(connection, crowd.Members[number].Token, static _ => { }, [.. RoomsOf(number, rooms).Select(room => Crowd.RoomOf(Bench, room))]));
        var own = await OursAsync(ours, streams, 1, Cycles);
        var shared = await OursAsync(ours, streams, Together, cycles: 1);
        await using var echo = await ServerProcess.StartEchoAsync();
        IdleSide bare = new(echo, (_, connection) => EchoListener.OpenAsync(connection));
        var bareOwn = await bare.CycleAsync(streams, 1);
        Print(own, shared[0], bareOwn, streams);
    }

    private static IEnumerable<int> RoomsOf(int number, int rooms) => Enumerable.Range(0, RoomsEach).Select(k => (number + (k * rooms / RoomsEach)) % rooms);

    // In a process that has done nothing before: what the sign-ins left behind would be room for streams.
    private static async Task<List<IdleCycle>> OursAsync(IdleSide side, int streams, int streamsPerConnection, int cycles)
    {
        await side.Server.RestartAsync();
        var seen = new List<IdleCycle>();
        for (var cycle = 0; cycle < cycles; cycle++)
            seen.Add(await side.CycleAsync(streams, streamsPerConnection));
        return seen;
    }

    private static void Print(List<IdleCycle> own, IdleCycle shared, IdleCycle bare, int streams)
    {
        var conditions = string.Create(CultureInfo.InvariantCulture,
            $"{streams} authenticated streams of as many users in {RoomsEach} rooms of {MembersARoom} each, resident memory of the process, heartbeats every 20 s");
        new Figure(Bench, "bytes_per_stream", own[0].BytesPerStream, bare.BytesPerStream, Baseline, "bytes", conditions + ", a connection each").Print();
        new Figure(Bench, "bytes_per_stream_multiplexed", shared.BytesPerStream, null, null, "bytes",
            string.Create(CultureInfo.InvariantCulture, $"{conditions}, {Together} streams a connection")).Print();
        new Figure(Bench, "idle_cores", own.Average(cycle => cycle.Cores), bare.Cores, Baseline, "cores", conditions + ", a connection each").Print();
        new Figure(Bench, "resident_after_cycles", own[^1].Megabytes, own[0].Megabytes, "the first cycle", "MB",
            string.Create(CultureInfo.InvariantCulture, $"{conditions}, all connected for the {Cycles}rd time after as many disconnects")).Print();
    }
}
