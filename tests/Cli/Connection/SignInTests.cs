using GroupChat.Cli.Connection;
using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Connection;

/// <summary>What happens to a connection when its session no longer works.</summary>
public sealed class SignInTests : IAsyncLifetime
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

    [Fact]
    public async Task Token_ExpiredAtReconnect_IsRefreshedAndTheSameUserGoesOn()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        var before = (Update.Connected)await follower.SeesAsync(update => update is Update.Connected);
        await follower.IsLiveAsync();
        _server.State.Users.ExpireAll();
        _server.State.CutAll();
        var missed = _room.Post(_server.State.Users.Person("bob"), "hello").Message.Sequence;
        await follower.SeesSequenceAsync(missed);
        Assert.Equal(1, _server.State.Users.Refreshed);
        Assert.Equal(before.UserId, _server.State.Streams.Single().User.UserId);
    }

    [Fact]
    public async Task Session_Revoked_IsReplacedAndTheRoomJoinedAgain()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        _server.State.Users.RevokeAll();
        _server.State.CutAll();
        await follower.PostAsync("it is me again");
        Assert.Equal(2, _server.State.Users.Created);
        Assert.Equal(2, _room.Members.Count(member => member.Participant.DisplayName == "alice"));
        follower.AssertWhole();
    }
}
