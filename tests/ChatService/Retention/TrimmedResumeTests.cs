using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Retention;

/// <summary>Whoever comes back to a log whose beginning is gone is told so, and goes on from where it begins now.</summary>
public sealed class TrimmedResumeTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private ChatHouse _house = null!;

    public async Task InitializeAsync() => _house = await ChatHouse.OpenAsync(time: _time, settings: RetentionKit.ByHand);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_FromBeforeTheBeginning_SaysSoAndGoesOn(bool fromEarliest)
    {
        var (room, cursor, first) = await TrimmedRoomAsync();
        await using var stream = await _house.ConverseAsync("ann", fromEarliest ? Requests.Earliest(room) : Requests.From(room, cursor));
        await CheckAsync(stream.NextAsync, room, first);
        var said = await _house.PostAsync("ann", room, "live");
        Assert.Equal(said.Sequence, (await stream.NextAsync(Kind.Event)).Event.Sequence);
    }

    [Fact]
    public async Task Watch_FromBeforeTheBeginning_SaysSoAndGoesOn()
    {
        var (room, cursor, first) = await TrimmedRoomAsync();
        using var call = _house.Client("ann").WatchRooms(new() { Subscriptions = { Requests.From(room, cursor) } });
        await CheckAsync(
            async kind =>
            {
                do
                    Assert.True(await call.ResponseStream.MoveNext(default).Within());
                while (call.ResponseStream.Current.Frame.FrameCase != kind);
                return call.ResponseStream.Current.Frame;
            },
            room,
            first);
    }

    [Fact]
    public async Task Stream_ThatIsUpToDate_SeesTheEventOnly()
    {
        var room = await _house.RoomAsync("ann");
        await using var stream = await _house.ConverseAsync("ann", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await _house.PostAsync("ann", room, "old");
        await _house.ForgetAsync("ann", room);
        _time.Advance(RetentionKit.Long);
        await _house.TrimAsync();
        var trimmed = await stream.NextAsync(frame => frame.FrameCase == Kind.Trimmed || frame.Event?.HistoryTrimmed is not null);
        Assert.Equal(trimmed.Event.Sequence, trimmed.Event.HistoryTrimmed.FirstSequence);
    }

    [Fact]
    public async Task ListEvents_FromBeforeTheBeginning_GoesOnWithTheOldest()
    {
        var (room, cursor, first) = await TrimmedRoomAsync();
        var page = await _house.Client("ann").ListEventsAsync(new() { RoomId = room, Cursor = cursor }).ResponseAsync.Within();
        Assert.Equal(first, page.Events[0].Sequence);
    }

    private static async Task CheckAsync(Func<Kind, Task<ServerFrame>> nextAsync, string room, long first)
    {
        var trimmed = await nextAsync(Kind.Trimmed);
        Assert.Equal((room, first), (trimmed.RoomId, trimmed.Trimmed.FirstSequence));
        Assert.True(trimmed.HeadSequence >= first);
        Assert.Equal(first, (await nextAsync(Kind.Event)).Event.Sequence);
        Assert.NotNull((await nextAsync(Kind.Event)).Event.RoomUpdated);
        Assert.Equal(first, (await nextAsync(Kind.Event)).Event.HistoryTrimmed.FirstSequence);
        await nextAsync(Kind.CaughtUp);
    }

    /// <summary>A room, the cursor after its first event, and the oldest event that is left: the one before the removal.</summary>
    private async Task<(string Room, string Cursor, long First)> TrimmedRoomAsync()
    {
        var room = await _house.RoomAsync("ann");
        var cursor = (await _house.LogAsync("ann", room))[0].Cursor;
        await _house.PostAsync("ann", room, "old");
        _time.Advance(RetentionKit.Long);
        var kept = await _house.PostAsync("ann", room, "new");
        await _house.ForgetAsync("ann", room);
        await _house.TrimAsync();
        return (room, cursor, kept.Sequence);
    }
}
