using System.Diagnostics;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Load;

/// <summary>A full room, read from its beginning over one protocol and over gRPC: what a message costs the server, and how many get through a second.</summary>
internal sealed class StreamRound
{
    private const int Readers = 8;
    private const int Readings = 8;

    private readonly ServerProcess _gateway;
    private readonly BenchClient _client;
    private readonly int _messages;
    private readonly int _rounds;

    private StreamRound(ServerProcess gateway, BenchClient client, string room, int messages, int rounds) =>
        (_gateway, _client, Room, _messages, _rounds) = (gateway, client, room, messages, rounds);

    public string Room { get; }

    /// <summary>What asks for the whole room.</summary>
    public WatchRoomsRequest Request => new() { Subscriptions = { new Subscription { RoomId = Room, Start = StartPosition.Earliest } } };

    public static async Task<StreamRound> FillAsync(ServerProcess gateway, BenchClient client, string name, bool quick)
    {
        var (messages, rounds) = quick ? (2_000, 5) : (20_000, 11);
        var crowd = await Crowd.SignInAsync(gateway, 16);
        await crowd.SettleAsync(name, rooms: 1, static _ => [0]);
        var room = Crowd.RoomOf(name, 0);
        await client.Chat.JoinRoomAsync(new() { RoomId = room }, client.Headers);
        await Fill.RoomAsync(crowd, room, messages);
        return new(gateway, client, room, messages, rounds);
    }

    /// <param name="bench">The name of the bench.</param>
    /// <param name="suffix">Of the names of its figures.</param>
    /// <param name="how">For people.</param>
    /// <param name="read">Reads the room to its end over the protocol.</param>
    public async Task CompareAsync(string bench, string suffix, string how, Func<Task> read)
    {
        var (ours, baseline) = await Measure.InterleavedAsync(_rounds, () => CpuAsync(read), () => CpuAsync(ReadAsync));
        Print("stream_cpu_per_message", "us", "one reader");
        (ours, baseline) = await Measure.InterleavedAsync(_rounds, () => RateAsync(read), () => RateAsync(ReadAsync));
        Print("stream_messages_per_second", "messages/s", $"{Readers} readers at a time, on the machine of the server");

        void Print(string figure, string unit, string readers) =>
            new Figure(bench, figure + suffix, ours, baseline, "the same stream over gRPC", unit,
                $"{how}; a room of {_messages} messages of 256 bytes, read from its beginning by {readers}").Print();
    }

    private async Task<double> CpuAsync(Func<Task> read)
    {
        // The system counts processor time in hundredths of a second, and one reading does not take many.
        var before = _gateway.Cpu;
        for (var reading = 0; reading < Readings; reading++)
            await read();
        return (_gateway.Cpu - before).TotalMicroseconds / (_messages * Readings);
    }

    private async Task<double> RateAsync(Func<Task> read)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(read)));
        return Readers * _messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task ReadAsync()
    {
        using var call = _client.Chat.WatchRooms(Request, _client.Headers);
        while (await call.ResponseStream.MoveNext(CancellationToken.None) && call.ResponseStream.Current.Frame.FrameCase != ServerFrame.FrameOneofCase.CaughtUp)
            continue;
    }
}
