using GroupChat.Cli.Connection;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Connection;

/// <summary>Whatever befalls the stream, every event is told once and in order.</summary>
public sealed class ResumeTests : IAsyncLifetime
{
    private readonly HurriedTime _time = new();
    private FakeServer _server = null!;
    private FakeRoom _room = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _room = _server.State.AddRoom("lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Events_StreamBreaksAtAnyPlace_AreToldOnceInOrder(int seed)
    {
        var random = new Random(seed);
        var left = 25;
        _server.State.OnFrame = frame => frame.FrameCase == ServerFrame.FrameOneofCase.Heartbeat || left == 0 || random.Next(8) > 0
            ? Fault.None
            : Left(Enum.GetValues<Fault>()[random.Next(1, 5)]);
        await using var follower = new Follower(_server, "lobby", _time);
        var speaker = _server.State.Users.Person("bob");
        for (var message = 0; message < 200; message++)
            _room.Post(speaker, $"message {message}");
        // Faults may have eaten the last event, and only another one shows that.
        while (left > 0)
            _room.Post(speaker, $"more {left--}");
        var last = _room.Post(speaker, "the last").Message.Sequence;
        await follower.SeesSequenceAsync(last);
        follower.AssertWhole();

        Fault Left(Fault fault)
        {
            left--;
            return fault;
        }
    }

    [Fact]
    public async Task Events_ServerKilledAndBack_GoOnWhereTheyStopped()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        var speaker = _server.State.Users.Person("bob");
        _room.Post(speaker, "before");
        await _server.GoAwayAsync();
        await follower.SeesAsync(update => update is Update.Reconnecting);
        var last = _room.Post(speaker, "meanwhile").Message.Sequence;
        await _server.ComeBackAsync();
        await follower.SeesSequenceAsync(last);
        follower.AssertWhole();
    }

    [Fact]
    public async Task Events_OneIsLostOnAnOpenStream_IsAskedForAgain()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        var speaker = _server.State.Users.Person("bob");
        await follower.SeesSequenceAsync(_room.Post(speaker, "one").Message.Sequence);
        var lost = 1;
        _server.State.OnFrame = frame => frame.Event is not null && lost-- > 0 ? Fault.Lose : Fault.None;
        _room.Post(speaker, "two");
        var last = _room.Post(speaker, "three").Message.Sequence;
        await follower.SeesSequenceAsync(last);
        follower.AssertWhole();
        Assert.Single(_server.State.Received, request => request.Subscribe is not null);
        Assert.Single(_server.State.Received, request => request.Open is not null);
    }

    [Fact]
    public async Task Events_TheLastIsLost_HeartbeatBringsItBack()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        var speaker = _server.State.Users.Person("bob");
        await follower.SeesSequenceAsync(_room.Post(speaker, "one").Message.Sequence);
        var lost = 1;
        _server.State.OnFrame = frame => frame.Event is not null && lost-- > 0 ? Fault.Lose : Fault.None;
        var last = _room.Post(speaker, "two").Message.Sequence;
        var heartbeat = new HeartbeatFrame();
        heartbeat.Positions.Add(new Contracts.Chat.V1.RoomPosition { RoomId = "lobby", HeadSequence = last });
        _server.State.Streams.Single().Send(new() { Heartbeat = heartbeat });
        await follower.SeesSequenceAsync(last);
    }

    [Fact]
    public async Task Subscription_LostBeforeItsFirstEvent_ResumesWhereItBegan()
    {
        await using var follower = new Follower(_server, "lobby", _time, StartPosition.Latest);
        await follower.IsLiveAsync();
        await _server.GoAwayAsync();
        var missed = _room.Post(_server.State.Users.Person("bob"), "missed").Message.Sequence;
        await _server.ComeBackAsync();
        await follower.SeesSequenceAsync(missed);
        Assert.Equal([missed], follower.Sequences);
    }

    [Fact]
    public async Task Membership_EndedElsewhere_IsTold()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        _room.Leave(_server.State.Streams.Single().User);
        Assert.Equal(new Update.RoomClosed("lobby", "NOT_A_MEMBER"), await follower.SeesAsync(update => update is Update.RoomClosed));
    }

    [Fact]
    public async Task Room_Unknown_EndsTheConnectionWithTheReason()
    {
        await using var follower = new Follower(_server, "nowhere", _time);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => follower.Ended.Within());
        Assert.Equal("ROOM_NOT_FOUND", refused.Error.Reason);
        await Assert.ThrowsAsync<RefusedException>(() => follower.PostAsync("hello").Within());
    }
}
