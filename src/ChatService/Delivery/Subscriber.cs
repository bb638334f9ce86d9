using System.Diagnostics.CodeAnalysis;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// The writing half of one stream. A single loop sends the answers to requests, and for each room reads on from the last sequence
/// sent to the newest one: what was missed and what happens now take the same way, so there is no seam between them. A reader who
/// does not read holds up this loop and nothing else.
/// </summary>
internal sealed class Subscriber : IDisposable
{
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(2);

    private readonly DeliveryTools _tools;
    private readonly Participant _viewer;
    private readonly WakeSignal _wake = new();
    private readonly TextPace _pace;
    private readonly FrameBatch _batch;
    private readonly RoomPump _pump;
    private readonly ShortPass _short;
    private readonly StreamClock _clock;
    private readonly Dictionary<RoomId, RoomSubscription> _subscriptions = [];
    private readonly Queue<StreamCommand.Subscribe> _first = new();

    public Subscriber(DeliveryTools tools, Participant viewer, IFrameSink sink)
    {
        (_tools, _viewer) = (tools, viewer);
        Lane = new RequestLane(_wake);
        _pace = new TextPace(tools.Time);
        _batch = new FrameBatch(sink, tools.Time);
        _pump = new RoomPump(tools, _batch, _pace);
        _short = new ShortPass(_wake, _batch, tools.Answers);
        _clock = new StreamClock(tools.Time, _wake);
    }

    /// <summary>Where requests hand in what they came to.</summary>
    public RequestLane Lane { get; }

    /// <summary>Ends the stream when its last subscription has ended: for streams that cannot ask for another.</summary>
    public bool EndsWithoutRooms { get; init; }

    /// <summary>A subscription that the stream begins with, before it runs.</summary>
    public void Begin(StreamCommand.Subscribe subscription) => _first.Enqueue(subscription);

    public RoomSubscription NewSubscription(RoomId room) => new(room, _viewer, _wake, _pace) { ShortPass = _short };

    /// <summary>Runs until the client has finished, the host stops (SERVER_DRAINING) or the token ends it.</summary>
    /// <param name="requestId">The request that opened the stream.</param>
    /// <param name="stopping">The host is about to stop: say goodbye.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async Task RunAsync(string requestId, CancellationToken stopping, CancellationToken cancellationToken)
    {
        _short.Gone = cancellationToken;
        using var onStop = stopping.UnsafeRegister(static wake => ((WakeSignal)wake!).Set(), _wake);
        using var onEnd = cancellationToken.UnsafeRegister(static wake => ((WakeSignal)wake!).Set(), _wake);
        await _batch.AddAsync(
            new ServerFrame.Opened(_viewer.Id, HeartbeatInterval, _tools.Time.GetUtcNow()) { RequestId = requestId }, cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stopping.IsCancellationRequested)
                await SayGoodbyeAsync(cancellationToken);
            var drained = Lane.IsDrained;
            if (await PassAsync(lookEverywhere: drained, cancellationToken))
                continue;
            if (drained || (EndsWithoutRooms && _subscriptions.Count == 0))
                return;
            await SleepAsync(cancellationToken);
        }
    }

    /// <summary>Gives up every subscription, and those that were accepted too late to be taken up.</summary>
    public void Dispose()
    {
        _clock.Dispose();
        while (TryTake(out var command))
        {
            if (command is StreamCommand.Subscribe late)
                _tools.Desk.Release(late.Subscription);
        }

        foreach (var subscription in _subscriptions.Values)
            Drop(subscription);
    }

    /// <summary>Does what there is to do; true when more of it may be left. Does not suspend but for a slow reader and the log.</summary>
    /// <param name="lookEverywhere">Before the end: an answer may have come ahead of the room's own word of what it was about.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    private async ValueTask<bool> PassAsync(bool lookEverywhere, CancellationToken cancellationToken)
    {
        await _short.EndAsync();
        var more = await AnswerAsync(cancellationToken);
        _pump.Begin();
        foreach (var subscription in _subscriptions.Values)
        {
            if ((subscription.TakeDue() || lookEverywhere) && await PumpAsync(subscription, cancellationToken))
            {
                subscription.MarkDue();
                more = true;
            }
        }

        _pump.End();
        await _batch.FlushAsync(cancellationToken);
        return more;
    }

    private async ValueTask SleepAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        _pump.Rest();
        _pace.IsWaiting = _pump.HoldsTextBack;
        _clock.Arm(HeartbeatInterval - _tools.Time.GetElapsedTime(_batch.LastFlush), _pace.IsWaiting ? _pace.Wait : null);
        await _wake.WaitAsync();
        _pace.IsWaiting = false;
    }

    private async ValueTask<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        var any = false;
        for (; TryTake(out var command); any = true)
            await _batch.AddAsync(Carry(command), cancellationToken);
        return any;
    }

    private bool TryTake([MaybeNullWhen(false)] out StreamCommand command)
    {
        if (!_first.TryDequeue(out var first))
            return Lane.TryTake(out command);
        command = first;
        return true;
    }

    private ServerFrame Carry(StreamCommand command) => command switch
    {
        StreamCommand.Send send => WithHead(send.Frame),
        StreamCommand.Subscribe subscribe => Subscribe(subscribe),
        StreamCommand.Unsubscribe unsubscribe => Unsubscribe(unsubscribe),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    // The room may have moved on since the answer was made, or the answer knows of a commit that the feed has not seen yet.
    private ServerFrame WithHead(ServerFrame frame) =>
        frame.Room is { } room && _subscriptions.TryGetValue(room, out var watched) && watched.Tell(frame.HeadSequence) is var head
            && head != frame.HeadSequence
            ? frame with { HeadSequence = head }
            : frame;

    private ServerFrame Subscribe(StreamCommand.Subscribe command)
    {
        var subscription = command.Subscription;
        var replaced = _subscriptions.GetValueOrDefault(subscription.Room);
        if (replaced is null && _subscriptions.Count == SubscriptionDesk.MaxPerStream)
        {
            _tools.Desk.Release(subscription);
            return new ServerFrame.Error(ChatErrors.TooManySubscriptions(SubscriptionDesk.MaxPerStream))
            {
                Room = subscription.Room,
                RequestId = command.Accepted.RequestId,
            };
        }

        subscription.Feed.Signals.Enter(subscription.Participant);
        _subscriptions[subscription.Room] = subscription;
        if (replaced is not null)
            Drop(replaced);
        return command.Accepted;
    }

    private ServerFrame Unsubscribe(StreamCommand.Unsubscribe command)
    {
        if (!_subscriptions.Remove(command.Room, out var subscription))
            return new ServerFrame.Error(ChatErrors.NotSubscribed(command.Room.Value)) { Room = command.Room, RequestId = command.RequestId };
        Drop(subscription);
        return new ServerFrame.Unsubscribed("")
        {
            Room = command.Room,
            HeadSequence = subscription.Tell(0),
            RequestId = command.RequestId,
        };
    }

    private async ValueTask<bool> PumpAsync(RoomSubscription subscription, CancellationToken cancellationToken)
    {
        if (!subscription.IsRevoked)
            return await _pump.SendAsync(subscription, cancellationToken);
        _subscriptions.Remove(subscription.Room); // allowed while its values are walked
        Drop(subscription);
        await _batch.AddAsync(new ServerFrame.Unsubscribed("NOT_A_MEMBER") { Room = subscription.Room }, cancellationToken);
        return true;
    }

    private async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        if (_tools.Time.GetElapsedTime(_batch.LastFlush) < HeartbeatInterval)
            return;
        var (positions, count) = (new RoomPosition[_subscriptions.Count], 0);
        foreach (var subscription in _subscriptions.Values)
            positions[count++] = new(subscription.Room, subscription.Tell(0));
        await _batch.AddAsync(new ServerFrame.Heartbeat(positions), cancellationToken);
        await _batch.FlushAsync(cancellationToken);
    }

    private async ValueTask SayGoodbyeAsync(CancellationToken cancellationToken)
    {
        var delay = LeastDelay + ((MostDelay - LeastDelay) * Random.Shared.NextDouble());
        var points = _subscriptions.Values
            .Select(subscription => new ResumePoint(subscription.Room, _tools.Cursors.Make(subscription.Ref, subscription.Sent)));
        await _batch.AddAsync(new ServerFrame.GoAway(delay, [.. points], "SERVER_DRAINING"), cancellationToken);
        await _batch.FlushAsync(cancellationToken);
        throw ChatErrors.Draining(delay);
    }

    private void Drop(RoomSubscription subscription)
    {
        subscription.IsCaughtUp = false; // whoever wakes it late finds nothing to do
        subscription.Feed.Signals.Leave(subscription.Participant);
        _tools.Desk.Release(subscription);
    }
}
