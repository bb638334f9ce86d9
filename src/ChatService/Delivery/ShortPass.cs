using GroupChat.Chat.Answers;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// What nearly every wake comes to, done without waking the stream's loop, which costs more: the newest events of one room, from
/// memory, to a reader who reads. Whatever is not as simple is left to the loop.
/// </summary>
internal sealed class ShortPass(WakeSignal wake, FrameBatch batch, LiveAnswers answers)
{
    /// <summary>Readers who are further behind are the loop's, which sends in pieces.</summary>
    private const int MostEvents = 16;

    private ValueTask _begun;

    /// <summary>The client is gone.</summary>
    public CancellationToken Gone { get; set; }

    /// <summary>Runs on this thread, or leaves it to the loop, wherever that runs. For callers on the thread pool that hold no lock.</summary>
    public void Run(RoomSubscription subscription)
    {
        if (!wake.TryStandIn())
            return;
        var isDone = false;
        try
        {
            isDone = TrySend(subscription);
        }
        catch (Exception error)
        {
            _begun = new(Task.FromException(error)); // ends the stream, as if the loop had met it
        }

        wake.EndStandIn(isDone);
    }

    /// <summary>What was begun and could not be ended at once, because the reader is slow. Before the loop does anything else.</summary>
    public ValueTask EndAsync()
    {
        var begun = _begun;
        _begun = default;
        return begun;
    }

    private bool TrySend(RoomSubscription subscription)
    {
        if (!subscription.TakeDue())
            return true;
        if (IsSimple(subscription) && TrySendEvents(subscription, subscription.Head))
            return IsOver(batch.FlushAsync(Gone));
        subscription.MarkDue();
        return false;
    }

    private bool IsSimple(RoomSubscription subscription) =>
        subscription.IsCaughtUp
        && subscription.Sent < subscription.Head
        && !subscription.Feed.Signals.HasNewerThan(subscription.SignalVersion)
        && answers.In(subscription.Room).Count == 0;

    private bool TrySendEvents(RoomSubscription subscription, long head)
    {
        if (head - subscription.Sent > MostEvents)
            return false;
        while (subscription.Sent < head)
        {
            // In this order: an event that ended the membership is in memory no earlier than the word of it.
            if (!subscription.Feed.TryReadNext(subscription.Sent, out var next) || subscription.IsRevoked)
                return false;
            subscription.Sent = next.Sequence;
            if (!IsOver(batch.AddEventAsync(subscription.Room, subscription.Tell(next.Sequence), next.Payload, Gone)))
                return false;
        }

        return true;
    }

    private bool IsOver(ValueTask step)
    {
        if (step.IsCompletedSuccessfully)
            return true;
        _begun = step;
        return false;
    }
}
