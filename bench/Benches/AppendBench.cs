using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>Durable messages a second with fsync on, from 64 senders that each wait for their acknowledgement.</summary>
internal static class AppendBench
{
    private const int Senders = 64;
    private static readonly string Text = new('x', 100);

    public static async Task RunAsync(string name, int rooms, bool quick)
    {
        var duration = TimeSpan.FromSeconds(quick ? 3 : 5);
        await using var gateway = await ServerProcess.StartGatewayAsync();
        await using var bare = await BareLog.OpenAsync(rooms);
        using var channel = GrpcChannel.ForAddress(gateway.Address);
        using var end = new CancellationTokenSource();
        var client = await BenchClient.SignInAsync(channel, "append");
        for (var number = 0; number < rooms; number++)
            await client.Chat.CreateRoomAsync(new() { RoomId = RoomOf(number) }, client.Headers);
        var streams = new List<BenchStream>();
        for (var sender = 0; sender < Senders; sender++)
            streams.Add(await client.OpenAsync(end.Token));

        var (ours, baseline) = await Measure.InterleavedAsync(quick ? 5 : 9,
            () => Measure.ThroughputAsync(Senders, duration, sender => streams[sender].RoundTripAsync(Post(sender % rooms))),
            () => Measure.ThroughputAsync(Senders, duration, sender => bare.AppendAsync(sender, Text)));
        await end.CancelAsync();
        new Figure(name, "durable_per_second", ours, baseline, "the same group commit in process, no service around it", "messages/s",
            string.Create(CultureInfo.InvariantCulture,
                $"{Senders} waiting senders, {rooms} rooms, 100-byte texts, fsync on, a Converse stream each on one connection, load generator on the same machine")).Print();
    }

    private static string RoomOf(int number) => string.Create(CultureInfo.InvariantCulture, $"room-{number}");

    private static ConverseRequest Post(int room) => new()
    {
        Post = new()
        {
            Message = new()
            {
                RoomId = RoomOf(room),
                ClientMessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
                Parts = { new ContentPart { Text = new() { Text = Text } } },
            },
        },
    };
}
