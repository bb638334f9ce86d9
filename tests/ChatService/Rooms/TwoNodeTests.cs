using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Storage;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

/// <summary>What moderators decide on one node holds on another: for requests at once, and on its open streams soon.</summary>
public sealed class TwoNodeTests : IAsyncLifetime
{
    private ChatHouse _here = null!;
    private ChatHouse _there = null!;

    public async Task InitializeAsync()
    {
        var database = await Backend.PostgresAsync();
        _here = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = database);
        _there = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = database);
    }

    public async Task DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removal_OnAnotherNode_EndsTheSubscriptionAndTheVoice(bool isBan)
    {
        var room = await _here.RoomAsync("ann", "ben");
        await using var watching = await _there.ConverseAsync("ann", Requests.Latest(room));
        await watching.CaughtUpAsync();
        await using var stream = await _there.ConverseAsync("ben", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await _there.PostAsync("ben", room, "as a member");

        if (isBan)
            await _here.Client("ann").BanMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        else
            await _here.Client("ann").RemoveMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        Assert.Equal("NOT_A_MEMBER", (await _there.PostRefusalAsync("ben", room)).Reason);
        var ended = await stream.NextAsync(ServerFrame.FrameOneofCase.Unsubscribed);
        Assert.Equal((room, "NOT_A_MEMBER"), (ended.RoomId, ended.Unsubscribed.Reason));
        await watching.NextAsync(frame => frame.Signal?.Presence is { Present: false } presence && presence.Participant.UserId == "ben");
        if (isBan)
            Assert.Equal("BANNED", await RoomKit.ReasonAsync(_there.Client("ben").JoinRoomAsync(new() { RoomId = room })));
    }

    [Fact]
    public async Task Mute_OnAnotherNode_StopsTheTypingAndTheVoice()
    {
        var room = await _here.RoomAsync("ann", "ben");
        await using var watching = await _there.ConverseAsync("ann", Requests.Latest(room));
        await watching.CaughtUpAsync();
        await using var stream = await _there.ConverseAsync("ben", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await _there.PostAsync("ben", room, "loud");
        await stream.SendAsync(new() { Typing = new() { Typing = new() { RoomId = room, Typing = true } } });
        await watching.NextAsync(frame => frame.Signal?.Typing is { Typing: true });

        await _here.Client("ann").MuteMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        Assert.Equal("MUTED", (await _there.PostRefusalAsync("ben", room)).Reason);
        await watching.NextAsync(frame => frame.Signal?.Typing is { Typing: false });
    }

    [Fact]
    public async Task Rooms_OnTwoNodes_AreTheSame()
    {
        var room = await _here.PrivateRoomAsync("ann");
        await _here.Client("ann").InviteMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        var link = await _there.Client("ann").CreateJoinLinkAsync(new() { RoomId = room, MaxUses = 1 }).ResponseAsync.Within();
        await _there.JoinAsync("ben", room);
        await _here.JoinAsync("cid", room, link.JoinLink.Token);
        var used = _there.Client("dan").JoinRoomAsync(new() { RoomId = room, JoinToken = link.JoinLink.Token });
        Assert.Equal("JOIN_LINK_USED_UP", await RoomKit.ReasonAsync(used));
        await _there.SetRoleAsync("ann", room, "ben", MemberRole.Moderator);
        await _here.Client("ben").RemoveMemberAsync(new() { RoomId = room, UserId = "cid" }).ResponseAsync.Within();
        var direct = await Task.WhenAll(
            _here.Client("ann").OpenDirectRoomAsync(new() { UserId = "ben" }).ResponseAsync,
            _there.Client("ben").OpenDirectRoomAsync(new() { UserId = "ann" }).ResponseAsync).Within();
        Assert.Equal(direct[0].Room.RoomId, direct[1].Room.RoomId);
    }
}
