using System.Globalization;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;

namespace GroupChat.Bench.Load;

/// <summary>The baseline: a WebSocket connection per subscriber, each in one group.</summary>
internal sealed class HubSide(ServerProcess server) : IFanoutSide
{
    private readonly List<HubConnection> _subscribers = [];
    private HubConnection _sender = null!;
    private int _invocation;

    public ServerProcess Server { get; } = server;

    public Arrivals Arrivals { get; } = new();

    public static async Task<HubSide> OpenAsync(ServerProcess server, int rooms, int members)
    {
        var side = new HubSide(server);
        var address = new Uri(server.Address);
        for (var number = 0; number < rooms * members; number++)
        {
            var connection = await HubConnection.OpenAsync(address, new Listener(side.Arrivals).Take);
            await connection.InvokeAsync(0, "Join", RoomOf(number % rooms));
            side._subscribers.Add(connection);
        }

        side._sender = await HubConnection.OpenAsync(address, static _ => { });
        return side;
    }

    public Task SendAsync(int room, string text) => _sender.InvokeAsync(++_invocation, "Post", RoomOf(room), text);

    private static string RoomOf(int number) => string.Create(CultureInfo.InvariantCulture, $"room-{number}");
}
