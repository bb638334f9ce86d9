using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Tests.Listening;

public sealed class SilentConnectionsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<ConnectionContext> _given = [];
    private readonly SilentConnections _silent;

    public SilentConnectionsTests() => _silent = new(_time, TimeSpan.FromSeconds(10), most: 2);

    [Fact]
    public async Task Crowd_OfSilentOnes_LosesTheOldest()
    {
        var connections = Enumerable.Range(0, 3).Select(_ => new SpokenConnection()).ToList();
        var routes = connections.Select(connection => _silent.RouteAsync(connection, Give)).ToList();

        await routes[0].Within();
        await connections[1].Say("GET").Within();
        await connections[2].Say("GET").Within();

        await Task.WhenAll(routes).Within();
        Assert.Equal([true, false, false], connections.Select(connection => connection.IsAborted));
        Assert.Equal(2, _given.Count);
        Assert.DoesNotContain(connections[0], _given);
    }

    [Fact]
    public async Task End_SilentOne_IsClosedBeforeItReturns()
    {
        var connection = new SpokenConnection();
        var route = _silent.RouteAsync(connection, Give);

        await _silent.EndAsync().Within();

        Assert.True(connection.IsAborted);
        Assert.True(connection.IsDisposed);
        await route.Within();
    }

    [Fact]
    public async Task Route_AfterTheEnd_ClosesTheConnection()
    {
        await _silent.EndAsync().Within();
        var connection = new SpokenConnection();

        await _silent.RouteAsync(connection, Give).Within();

        Assert.True(connection.IsDisposed);
    }

    [Fact]
    public async Task Route_NobodyTakesIt_ClosesTheConnection()
    {
        var connection = new SpokenConnection();
        await connection.Say("GET").Within();

        await _silent.RouteAsync(connection, (_, _) => false).Within();

        Assert.True(connection.IsDisposed);
    }

    private bool Give(ConnectionContext connection, bool isHttp2)
    {
        lock (_given)
            _given.Add(connection);
        return true;
    }
}
