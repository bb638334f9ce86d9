using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

/// <summary>A wake that is carried out while the stream's loop, which is the test, sleeps.</summary>
public sealed class ShortPassTests : IFrameSink, IDisposable
{
    private static readonly RoomRef Room = new(new RoomId("room"), 1, 1);
    private static readonly Participant Ann = new(new UserId("ann"), "Ann", ParticipantKind.Human);

    private readonly WakeSignal _wake = new();
    private readonly RoomFeed _feed = new(Room.Id, TimeProvider.System, new FeedQueue(), new());
    private readonly List<string> _sent = [];
    private readonly ShortPass _pass;
    private readonly RoomSubscription _subscription;
    private Task _loop = Task.CompletedTask;
    private ValueTask _flush;

    public ShortPassTests()
    {
        _pass = new ShortPass(_wake, new FrameBatch(this, TimeProvider.System), new LiveAnswers());
        _subscription = new(Room.Id, Ann, _wake, new TextPace(TimeProvider.System)) { Feed = _feed, ShortPass = _pass };
        _feed.Begin(Room, 0);
        _subscription.Accept(Room, head: 0, sent: 0);
        (_subscription.IsCaughtUp, _subscription.SignalVersion) = (true, 0);
        Sleep();
    }

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void Wake_ForNewEvents_SendsThemAndLetsTheLoopSleep()
    {
        Publish(1, 2);
        _subscription.Notify(textOnly: false);

        Assert.Equal(["1", "2", "flush"], _sent);
        Assert.False(_loop.IsCompleted);
        _subscription.Notify(textOnly: false);
        Assert.Equal(3, _sent.Count);
    }

    [Fact]
    public async Task Wake_ForTextOrForNothingNew_IsTheLoops()
    {
        Publish(1);
        _subscription.Notify(textOnly: true);
        await LeftToTheLoopAsync();

        _subscription.Sent = 1;
        _subscription.Notify(textOnly: false);
        await LeftToTheLoopAsync();
    }

    [Fact]
    public async Task Wake_OfASubscriptionThatIsNotCaughtUp_IsTheLoops()
    {
        _subscription.IsCaughtUp = false;
        Publish(1);
        _subscription.Notify(textOnly: false);
        await LeftToTheLoopAsync();
    }

    [Fact]
    public async Task Wake_OfAReaderFarBehind_IsTheLoops()
    {
        Publish([.. Enumerable.Range(1, 17).Select(sequence => (long)sequence)]);
        _subscription.Notify(textOnly: false);
        await LeftToTheLoopAsync();
    }

    [Fact]
    public async Task Wake_WithASignal_IsTheLoops()
    {
        _feed.Signals.Typing(new Participant(new UserId("ben"), "Ben", ParticipantKind.Human), isTyping: true);
        Publish(1);
        _subscription.Notify(textOnly: false);
        await LeftToTheLoopAsync();
    }

    [Fact]
    public async Task Wake_AfterTheMembershipEnded_SendsNothing()
    {
        Publish(1);
        _subscription.Revoke(1);
        _subscription.Notify(textOnly: false);
        await LeftToTheLoopAsync();
    }

    [Fact]
    public async Task Flush_OfASlowReader_IsTheLoopsToWaitFor()
    {
        var slow = new TaskCompletionSource();
        _flush = new ValueTask(slow.Task);
        Publish(1);
        _subscription.Notify(textOnly: false);

        await _loop.Within();
        Assert.Equal(["1", "flush"], _sent);
        Assert.False(_subscription.TakeDue());
        var end = _pass.EndAsync().AsTask();
        Assert.False(end.IsCompleted);
        slow.SetResult();
        await end.Within();
        Assert.True(_pass.EndAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task Flush_ThatFails_FailsTheLoop()
    {
        _flush = new(Task.FromException(new IOException("gone")));
        Publish(1);
        _subscription.Notify(textOnly: false);

        await _loop.Within();
        await Assert.ThrowsAsync<IOException>(() => _pass.EndAsync().AsTask()).Within();
    }

    int IFrameSink.Write(ServerFrame frame) => throw new NotSupportedException();

    int IFrameSink.WriteEvent(RoomId room, long headSequence, byte[] payload)
    {
        _sent.Add($"{payload[0]}");
        return payload.Length;
    }

    ValueTask IFrameSink.FlushAsync(CancellationToken cancellationToken)
    {
        _sent.Add("flush");
        return _flush;
    }

    // The feed has nobody to wake: the tests do that.
    private void Publish(params long[] sequences)
    {
        foreach (var sequence in sequences)
            _feed.Publish(new StoredEvent(sequence, [(byte)sequence]), null);
    }

    private async Task LeftToTheLoopAsync()
    {
        await _loop.Within();
        Assert.Empty(_sent);
        Assert.True(_subscription.TakeDue());
        Sleep();
    }

    private void Sleep() => _loop = _wake.WaitAsync().AsTask();
}
