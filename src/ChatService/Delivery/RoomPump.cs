using System.Runtime.InteropServices;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;

namespace GroupChat.Chat.Delivery;

/// <summary>Brings one subscription of a stream up to date: a piece of the log, and once that is done what passes by.</summary>
internal sealed class RoomPump(DeliveryTools tools, FrameBatch batch, TextPace pace)
{
    /// <summary>One piece. It bounds what a stream holds in memory while its reader does not read.</summary>
    private static readonly LogLimit Piece = new(Events: 128, Bytes: 64 * 1024);

    private const int Few = 4;

    private readonly List<StoredEvent> _events = [];
    private readonly List<Signal> _signals = [];

    private bool _mayShowText;
    private int _textFrames;

    /// <summary>Text of an answer waits for its time.</summary>
    public bool HoldsTextBack { get; private set; }

    /// <summary>Before the rooms of one pass: every answer in it gets its turn, or none does.</summary>
    public void Begin() => (HoldsTextBack, _mayShowText, _textFrames) = (false, pace.Wait <= TimeSpan.Zero, 0);

    /// <summary>The stream has nothing to do for now, and need not hold what it last needed to do much.</summary>
    public void Rest()
    {
        _signals.Clear();
        if (_signals.Capacity > Few)
            _signals.Capacity = 0;
        if (_events.Capacity > Few)
            _events.Capacity = 0;
    }

    /// <summary>After them.</summary>
    public void End()
    {
        if (_textFrames > 0)
            pace.Sent(_textFrames);
    }

    /// <summary>
    /// Sends a piece of what the room's log holds for the subscription or, once it has all of that, what passes by. False when that is
    /// all for now.
    /// </summary>
    public async ValueTask<bool> SendAsync(RoomSubscription subscription, CancellationToken cancellationToken)
    {
        var head = subscription.Head;
        if (subscription.Sent < head && await SendEventsAsync(subscription, head, cancellationToken))
            return true;
        if (subscription.Sent < head)
            return false;
        CollectSignals(subscription);
        if (!subscription.IsCaughtUp)
            await SayCaughtUpAsync(subscription, head, cancellationToken);
        foreach (var signal in _signals)
            await batch.AddAsync(new ServerFrame.Passing(signal) { Room = subscription.Room, HeadSequence = subscription.Tell(head) }, cancellationToken);
        return false;
    }

    /// <summary>False when that was all up to the head, or the log holds no more.</summary>
    private async ValueTask<bool> SendEventsAsync(RoomSubscription subscription, long head, CancellationToken cancellationToken)
    {
        var before = subscription.Sent;
        _events.Clear();
        if (!subscription.Feed.TryRead(subscription.Sent, Piece, _events))
            _events.AddRange((await tools.Events.ReadAsync(subscription.Ref, subscription.Sent, Piece, cancellationToken)).Events);
        foreach (var (sequence, payload) in _events)
        {
            // A piece may take long to a slow reader: who has left meanwhile sees no more of it.
            // The log may have more by now: the end of this very membership has not been noticed yet if it is there.
            if (subscription.IsRevoked || sequence > head)
                break;
            if (sequence > subscription.Sent + 1)
                await SayTrimmedAsync(subscription, sequence, cancellationToken);
            await batch.AddEventAsync(subscription.Room, subscription.Tell(sequence), payload, cancellationToken);
            subscription.Sent = sequence;
        }

        _events.Clear();
        return subscription.IsRevoked || (subscription.Sent > before && subscription.Sent < head);
    }

    private ValueTask SayTrimmedAsync(RoomSubscription subscription, long first, CancellationToken cancellationToken) => batch.AddAsync(
        new ServerFrame.Trimmed(first) { Room = subscription.Room, HeadSequence = subscription.Tell(first) }, cancellationToken);

    private async ValueTask SayCaughtUpAsync(RoomSubscription subscription, long head, CancellationToken cancellationToken)
    {
        subscription.IsCaughtUp = true;
        var cursor = tools.Cursors.Make(subscription.Ref, subscription.Sent);
        await batch.AddAsync(new ServerFrame.CaughtUp(cursor) { Room = subscription.Room, HeadSequence = subscription.Tell(head) }, cancellationToken);
    }

    private void CollectSignals(RoomSubscription subscription)
    {
        _signals.Clear();
        if (subscription.Feed.Signals.HasNewerThan(subscription.SignalVersion))
            subscription.Feed.Signals.Collect(subscription, _signals);
        var answers = tools.Answers.In(subscription.Room);
        if (answers.Count == 0)
        {
            subscription.ForgetAnswers();
            return;
        }

        var cursors = CollectionsMarshal.AsSpan(subscription.CursorsIn(answers));
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].Sequence <= subscription.Sent)
                CollectAnswer(subscription, answers[i], ref cursors[i]);
        }
    }

    private void CollectAnswer(RoomSubscription subscription, LiveAnswer answer, ref LiveCursor viewer)
    {
        if (answer.NextProgress(ref viewer) is { } progress)
            _signals.Add(progress);
        if (!_mayShowText)
        {
            HoldBack(subscription, answer.HasTextFor(viewer));
        }
        else if (answer.NextText(ref viewer) is { } text)
        {
            _signals.Add(text);
            _textFrames++;
        }
    }

    // The room is looked into again when the clock says so.
    private void HoldBack(RoomSubscription subscription, bool hasText)
    {
        if (!hasText)
            return;
        HoldsTextBack = true;
        subscription.MarkDue();
    }
}
