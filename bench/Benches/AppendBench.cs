using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>
/// Durable messages a second with fsync on, from senders that each wait for their acknowledgement; and what share of it is the
/// price of knowing a message that is sent again.
/// </summary>
internal sealed class AppendBench(string name, int senders, int rooms, bool quick)
{
    private static readonly string Text = new('x', 100);

    public static Task OneRoomAsync(bool quick) => new AppendBench("append-one-room", 64, rooms: 1, quick).RunAsync("", "");

    public static Task HundredRoomsAsync(bool quick) => new AppendBench("append-100-rooms", 256, rooms: 100, quick).RunAsync("", "");

    public static async Task HundredRoomsOnPostgresAsync(bool quick)
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await new AppendBench("append-100-rooms-postgres", 256, rooms: 100, quick).RunAsync(
            await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
    }

    private async Task RunAsync(string postgres, string barePostgres)
    {
        var duration = TimeSpan.FromSeconds(quick ? 3 : 5);
        await using var gateway = await ServerProcess.StartGatewayAsync(postgres.Length > 0 ? [$"--Storage:Postgres={postgres}"] : []);
        await using var bare = await BareLog.OpenAsync(rooms, barePostgres);
        using var channel = GrpcChannel.ForAddress(gateway.Address);
        using var end = new CancellationTokenSource();
        var streams = await OpenAsync(await BenchClient.SignInAsync(channel, "append"), end.Token);

        var medians = await Measure.InterleavedAsync(quick ? 5 : 9, (Func<Task<double>>[])
        [
            () => Measure.ThroughputAsync(senders, duration, sender => streams[sender].RoundTripAsync(Post(sender % rooms))),
            () => Measure.ThroughputAsync(senders, duration, sender => bare.AppendAsync(sender, Text)),
            () => Measure.ThroughputAsync(senders, duration, sender => bare.AppendKeylessAsync(sender, Text)),
        ]);
        await end.CancelAsync();
        Print(medians[0], medians[1], medians[2]);
    }

    private async Task<List<BenchStream>> OpenAsync(BenchClient client, CancellationToken cancellationToken)
    {
        for (var number = 0; number < rooms; number++)
            await client.Chat.CreateRoomAsync(new() { RoomId = RoomOf(number) }, client.Headers, cancellationToken: cancellationToken);
        var streams = new List<BenchStream>();
        for (var sender = 0; sender < senders; sender++)
            streams.Add(await client.OpenAsync(cancellationToken));
        return streams;
    }

    private void Print(double ours, double bare, double keyless)
    {
        var conditions = string.Create(CultureInfo.InvariantCulture,
            $"{senders} waiting senders, {rooms} rooms, 100-byte texts, fsync on, a Converse stream each on one connection, load generator on the same machine");
        new Figure(name, "durable_per_second", ours, bare, "the same group commit in process, no service around it", "messages/s", conditions).Print();
        // What a key costs the group commit, as a share of the time that a message takes.
        new Figure(name, "idempotency_cost", ((1 / bare) - (1 / keyless)) * ours, null, null, "share of durable_per_second",
            string.Create(CultureInfo.InvariantCulture,
                $"the group commit in process made {bare:F0} messages/s with keys, {keyless:F0} without: the difference in time per message, times durable_per_second")).Print();
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
