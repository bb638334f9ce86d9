using GroupChat.Chat.Delivery;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Presence;

public sealed class SignalTests
{
    [Fact]
    public async Task Typing_IsToldToOthersAtMostOnceASecond()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();

        foreach (var typing in new[] { true, false, true, false })
            await TypeAsync(house, "ben", room, typing);
        Assert.True((await TypingAsync(ann)).Typing);
        time.Advance(TimeSpan.FromSeconds(1));
        // Three changes within the second have become the last of them.
        var merged = await TypingAsync(ann);
        Assert.Equal(("ben", false), (merged.Participant.UserId, merged.Typing));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["pong"], await UntilPongAsync(ann));
    }

    [Fact]
    public async Task Typing_OfOneself_IsNotToldBackAndNewcomersHearOnlyWhatGoesOn()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben", "cid");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();
        await TypeAsync(house, "ann", room, true);
        await TypeAsync(house, "ben", room, true);
        await TypeAsync(house, "cid", room, false);
        Assert.Equal(["typing ben True", "typing cid False", "pong"], await UntilPongAsync(ann, sorted: true));

        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();
        Assert.Equal(["present ann True", "typing ann True", "pong"], await UntilPongAsync(ben, sorted: true));
        time.Advance(TimeSpan.FromSeconds(7));
        await using var cid = await house.ConverseAsync("cid", Requests.Latest(room));
        await cid.CaughtUpAsync();
        Assert.Equal(["present ann True", "present ben True", "pong"], await UntilPongAsync(cid, sorted: true));
    }

    [Fact]
    public async Task Message_OfATypist_EndsTheTypingForNewcomers()
    {
        await using var house = await ChatHouse.OpenAsync(time: new ManualTimeProvider());
        var room = await house.RoomAsync("ann", "ben");
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();
        await TypeAsync(house, "ben", room, true);
        await house.PostAsync("ben", room, "done");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();
        Assert.Equal(["present ben True", "pong"], await UntilPongAsync(ann));
    }

    [Fact]
    public async Task Presence_FollowsTheStreamsOfAMember()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();
        var first = await house.ConverseAsync("ben", Requests.Latest(room));
        Assert.Equal(("ben", true), await PresenceAsync(ann));
        var second = await house.ConverseAsync("ben", Requests.Latest(room));
        await second.CaughtUpAsync();
        await first.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["pong"], await UntilPongAsync(ann));
        await second.DisposeAsync();
        Assert.Equal(("ben", false), await PresenceAsync(ann));
    }

    [Fact]
    public async Task Signals_InARoomThatNobodyHasOpen_GoNowhere()
    {
        await using var house = await ChatHouse.OpenAsync(time: new ManualTimeProvider());
        var (open, closed) = (await house.RoomAsync("ann", "ben"), await house.RoomAsync("ann", "ben"));
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(open));
        await ann.CaughtUpAsync();
        await using var ben = await house.ConverseAsync("ben");
        await TypeAsync(house, "ben", closed, true);

        Assert.Equal(["pong"], await UntilPongAsync(ann));
        Assert.Null(house.Node.Services.GetRequiredService<RoomFeeds>().Find(new(closed)));
    }

    [Fact]
    public async Task Typing_OnTheStream_IsNotAnswered()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();
        await ben.SendAsync(new() { RequestId = "t", Typing = new() { Typing = new() { RoomId = room, Typing = true } } });
        Assert.Equal("ben", (await TypingAsync(ann)).Participant.UserId);
        Assert.Equal(["present ann True", "pong"], await UntilPongAsync(ben));
    }

    private static async Task TypeAsync(ChatHouse house, string user, string room, bool typing) =>
        await house.Client(user).SendTypingAsync(new() { RoomId = room, Typing = typing }).ResponseAsync.Within();

    private static async Task<TypingSignal> TypingAsync(ChatStream stream) =>
        (await stream.NextAsync(frame => frame.Signal?.Typing is not null)).Signal.Typing;

    private static async Task<(string User, bool Present)> PresenceAsync(ChatStream stream)
    {
        var presence = (await stream.NextAsync(frame => frame.Signal?.Presence is not null)).Signal.Presence;
        return (presence.Participant.UserId, presence.Present);
    }

    /// <summary>What there is to say now. The first of two pings is answered before it is said, the second one after.</summary>
    private static async Task<List<string>> UntilPongAsync(ChatStream stream, bool sorted = false)
    {
        var said = new List<string>();
        await PingAsync(stream, said);
        await PingAsync(stream, said);
        if (sorted)
            said.Sort(StringComparer.Ordinal);
        said.Add("pong");
        return said;
    }

    private static async Task PingAsync(ChatStream stream, List<string> said)
    {
        await stream.SendAsync(new() { RequestId = "ping", Ping = new() });
        for (var frame = await stream.NextAsync(); frame.FrameCase != Kind.Pong; frame = await stream.NextAsync())
        {
            said.Add(frame.Signal switch
            {
                { Typing: { } typing } => $"typing {typing.Participant.UserId} {typing.Typing}",
                { Presence: { } presence } => $"present {presence.Participant.UserId} {presence.Present}",
                _ => frame.FrameCase.ToString(),
            });
        }
    }
}
