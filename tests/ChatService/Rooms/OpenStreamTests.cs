using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

/// <summary>What moderators decide holds on streams that are open.</summary>
public sealed class OpenStreamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removal_EndsTheSubscriptionAndTheVoice(bool isBan)
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var watching = await house.ConverseAsync("ann", Requests.Latest(room));
        await watching.CaughtUpAsync();
        await using var stream = await house.ConverseAsync("ben", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await watching.NextAsync(frame => frame.Signal?.Presence is { Present: true } presence && presence.Participant.UserId == "ben");

        if (isBan)
            await house.Client("ann").BanMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        else
            await house.Client("ann").RemoveMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        var ended = await stream.NextAsync(ServerFrame.FrameOneofCase.Unsubscribed);
        Assert.Equal((room, "NOT_A_MEMBER"), (ended.RoomId, ended.Unsubscribed.Reason));
        await watching.NextAsync(frame => frame.Signal?.Presence is { Present: false } presence && presence.Participant.UserId == "ben");

        await house.PostAsync("ann", room, "now we are alone");
        await stream.SendAsync(Requests.PostFrame(room, "still here?", requestId: "post"));
        var refused = await stream.NextAsync(frame => frame.FrameCase is ServerFrame.FrameOneofCase.Error or ServerFrame.FrameOneofCase.Event);
        Assert.Equal("NOT_A_MEMBER", RoomKit.ReasonOf(refused));
        await stream.SendAsync(new() { RequestId = "typing", Typing = new() { Typing = new() { RoomId = room, Typing = true } } });
        Assert.Equal("typing", (await stream.NextAsync(ServerFrame.FrameOneofCase.Error)).RequestId);
    }

    [Fact]
    public async Task Mute_OfSomebodyTyping_StopsTheTypingAndTheVoice()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var watching = await house.ConverseAsync("ann", Requests.Latest(room));
        await watching.CaughtUpAsync();
        await using var stream = await house.ConverseAsync("ben", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await stream.SendAsync(new() { Typing = new() { Typing = new() { RoomId = room, Typing = true } } });
        await watching.NextAsync(frame => frame.Signal?.Typing is { Typing: true });

        await house.Client("ann").MuteMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        await watching.NextAsync(frame => frame.Signal?.Typing is { Typing: false });
        await stream.SendAsync(Requests.PostFrame(room, "muted", requestId: "post"));
        var refused = await stream.NextAsync(ServerFrame.FrameOneofCase.Error);
        Assert.Equal("post", refused.RequestId);
        Assert.Equal("MUTED", RoomKit.ReasonOf(refused));

        // The stream goes on: a muted member reads.
        var said = await house.PostAsync("ann", room, "quiet please");
        var heard = await stream.NextAsync(frame => frame.Event?.MessagePosted is not null);
        Assert.Equal(said.MessageId, heard.Event.MessagePosted.Message.MessageId);
    }
}
