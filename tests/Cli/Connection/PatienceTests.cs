using Google.Protobuf.WellKnownTypes;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Connection;

/// <summary>When the connection waits, and for how long.</summary>
public sealed class PatienceTests : IAsyncLifetime
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly WatchedTime _time = new();
    private FakeServer _server = null!;
    private FakeRoom _room = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _server.State.Users.Time = _time;
        _room = _server.State.AddRoom("lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task GoAway_WithDelay_ComesBackAfterExactlyThat()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        var delay = TimeSpan.FromSeconds(7);
        var waiting = _time.WaitOfAsync(delay);
        var stream = _server.State.Streams.Single();
        stream.Send(new() { GoAway = new() { RetryDelay = Duration.FromTimeSpan(delay), Reason = "SERVER_DRAINING" } });
        stream.End();
        var lost = (Update.Reconnecting)await follower.SeesAsync(update => update is Update.Reconnecting);
        Assert.Equal(new Update.Reconnecting("SERVER_DRAINING", delay), lost);
        await waiting.Within();

        var missed = _room.Post(_server.State.Users.Person("bob"), "meanwhile").Message.Sequence;
        Assert.Single(_server.State.Received, request => request.Open is not null);
        _time.Advance(delay);
        await follower.SeesSequenceAsync(missed);
    }

    [Fact]
    public async Task GoAway_PostMeanwhile_WaitsForTheNextStream()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        var delay = TimeSpan.FromSeconds(7);
        var waiting = _time.WaitOfAsync(delay);
        var farewell = _time.WaitOfAsync(TimeSpan.FromSeconds(5));
        var stream = _server.State.Streams.Single();
        stream.Send(new() { GoAway = new() { RetryDelay = Duration.FromTimeSpan(delay), Reason = "SERVER_DRAINING" } });
        await farewell.Within();
        var post = follower.PostAsync("hello");
        stream.End();
        await waiting.Within();
        Assert.DoesNotContain(_server.State.Received, request => request.Post is not null);
        _time.Advance(delay);
        await post.Within();
    }

    [Fact]
    public async Task Silence_LongerThanTwoHeartbeats_CutsTheStream()
    {
        var listening = _time.WaitOfAsync(Silence);
        await using var follower = new Follower(_server, "lobby", _time);
        await listening.Within();
        await follower.IsLiveAsync();
        _time.Advance(TimeSpan.FromSeconds(46));
        var lost = (Update.Reconnecting)await follower.SeesAsync(update => update is Update.Reconnecting);
        Assert.Equal("nothing heard for 45 s", lost.Why);
    }

    [Fact]
    public void Backoff_Next_GrowsToTenSecondsWithJitter()
    {
        var backoff = new Backoff(new Random(1));
        var waits = Enumerable.Range(0, 50).Select(_ => backoff.Next().TotalSeconds).ToList();
        Assert.InRange(waits[0], 0.125, 0.25);
        Assert.InRange(waits[1], 0.25, 0.5);
        Assert.All(waits.Skip(10), wait => Assert.InRange(wait, 5, 10));
        Assert.True(waits.Skip(10).Distinct().Count() > 30);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.125, 0.25);
    }
}
