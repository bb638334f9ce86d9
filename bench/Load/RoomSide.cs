using Google.Protobuf;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Load;

/// <summary>Our server: a Converse stream per subscriber, so many of them on each connection.</summary>
internal sealed class RoomSide(ServerProcess server, string prefix) : IFanoutSide
{
    private readonly List<Http2Connection> _connections = [];
    private Http2Stream _sender = null!;

    public ServerProcess Server { get; } = server;

    public Arrivals Arrivals { get; } = new();

    /// <summary>Subscribers in all.</summary>
    public int Listeners { get; private set; }

    public static async Task<RoomSide> OpenAsync(
        ServerProcess server, Crowd crowd, string prefix, int rooms, int streamsPerConnection, int most = int.MaxValue)
    {
        var side = new RoomSide(server, prefix) { Listeners = Math.Min(most, crowd.Members.Count) };
        await crowd.SettleAsync(prefix, rooms, number => [number % rooms]);
        for (var number = 0; number < side.Listeners; number++)
        {
            if (number % streamsPerConnection == 0)
                side._connections.Add(await Http2Connection.OpenAsync(new Uri(server.Address)));
            await Watcher.OpenAsync(
                side._connections[^1], crowd.Members[number].Token, new Listener(side.Arrivals).Take, Crowd.RoomOf(prefix, number % rooms));
        }

        side._connections.Add(await Http2Connection.OpenAsync(new Uri(server.Address)));
        side._sender = await side._connections[^1].CallAsync(Watcher.Method, crowd.Owner.Token, side.Acknowledge);
        await side._sender.SendAsync(new ConverseRequest { Open = new() }.ToByteArray());
        return side;
    }

    private void Acknowledge(ReadOnlySpan<byte> message)
    {
        var frame = ConverseResponse.Parser.ParseFrom(message).Frame;
        if (frame.FrameCase == ServerFrame.FrameOneofCase.Error)
            Console.Error.WriteLine($"a post failed: {frame.Error.Status.Message}");
    }

    public Task SendAsync(int room, string text) => _sender.SendAsync(new ConverseRequest
    {
        Post = new()
        {
            Message = new()
            {
                RoomId = Crowd.RoomOf(prefix, room),
                ClientMessageId = text[..34],
                Parts = { new ContentPart { Text = new() { Text = text } } },
            },
        },
    }.ToByteArray());
}
