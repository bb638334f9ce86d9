using System.Runtime.InteropServices;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;

namespace GroupChat.Chat.Delivery;

/// <summary>Brings one subscription of a stream up to date: a piece of the log, and once that is done what passes by.</summary>
internal sealed class RoomPump(DeliveryTools tools, FrameBatch batch, TextPace pace)
{
    /// <summary>One piece. It bounds what a stream holds in memory while its reader does not read.</summary>
    private static readonly LogLimit Piece = new(Events: 128, Bytes: 64 * 1024);

    private readonly List<StoredEvent> _events = [];
    private readonly List<Signal> _signals = [];

    private bool _mayShowText;
    private int _textFrames;

    /// <summary>Text of an answer waits for its time.</summary>
    public bool HoldsTextBack { get; private set; }

    /// <summary>Before the rooms of one pass: every answer in it gets its turn, or none does.</summary>
    public void Begin() => (HoldsTextBack, _mayShowText, _textFrames) = (false, pace.Wait <= TimeSpan.Zero, 0);

    /// <summary>After them.</summary>
    public void End()
    {
        if (_textFrames > 0)
            pace.Sent(_textFrames);
    }

    /// <summary>True when anything was sent: then there may be more.</summary>
    public async ValueTask<bool> SendAsync(RoomSubscription subscription, CancellationToken cancellationToken)
    {
        var head = subscription.Head;
        if (subscription.Sent < head)
            return await SendEventsAsync(subscription, head, cancellationToken);
        CollectSignals(subscription);
        var caughtUp = !subscription.IsCaughtUp;
        if (caughtUp)
            await SayCaughtUpAsync(subscription, head, cancellationToken);
        foreach (var signal in _signals)
            await batch.AddAsync(new ServerFrame.Passing(signal) { Room = subscription.Room, HeadSequence = subscription.Tell(head) }, cancellationToken);
        return caughtUp || _signals.Count > 0;
    }

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
            await batch.AddAsync(
                new ServerFrame.Event(payload) { Room = subscription.Room, HeadSequence = subscription.Tell(sequence) }, cancellationToken);
            subscription.Sent = sequence;
        }

        _events.Clear();
        return subscription.Sent > before || subscription.IsRevoked;
    }

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
                CollectAnswer(answers[i], ref cursors[i]);
        }
    }

    private void CollectAnswer(LiveAnswer answer, ref LiveCursor viewer)
    {
        if (answer.NextProgress(ref viewer) is { } progress)
            _signals.Add(progress);
        if (!_mayShowText)
        {
            HoldsTextBack |= answer.HasTextFor(viewer);
        }
        else if (answer.NextText(ref viewer) is { } text)
        {
            _signals.Add(text);
            _textFrames++;
        }
    }
}
