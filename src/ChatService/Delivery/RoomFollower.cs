using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// Keeps the ends of watched logs whole. Events of other processes come as hints; where one is missing the log is read, once for
/// all who watch. Either way each event has its effects before its viewers hear of it, in the order of the log.
/// </summary>
internal sealed partial class RoomFollower(
    Node node,
    IRoomBus bus,
    RoomFeeds feeds,
    FeedQueue queue,
    ITurnStore turns,
    IEventStore events,
    IEventCodec codec,
    LiveAnswers answers,
    TurnBroker broker,
    TimeProvider time,
    ILogger<RoomFollower> logger) : BackgroundService
{
    private const int SideBySide = 8;
    private static readonly LogLimit Piece = new(Events: 256, Bytes: 256 * 1024);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Another process says that it appended these, in order; an empty payload was too large to come along. It may be wrong, late, or
    /// not for the first time.
    /// </summary>
    public void Hear(RoomId room, IReadOnlyList<StoredEvent> hints)
    {
        if (feeds.Find(room) is not { Ref: { } known } feed)
            return;
        foreach (var hint in hints)
        {
            if (hint.Sequence == feed.Head + 1 && hint.Payload.Length > 0 && TryDecode(known, hint, hint.Sequence) is { } change)
                Take(feed, known, hint, change);
            else
                feed.Hear(hint.Sequence);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        queue.Feeds.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
        FollowAsync);

    private async ValueTask FollowAsync(RoomFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            if (feed.IsNew && !node.IsAlone)
                await LookAroundAsync(feed, cancellationToken);
            feed.IsNew = false;
            while (feed is { Gap: { } gap, Ref: { } room } && feeds.Find(room.Id) == feed)
                await ReadAsync(feed, room, gap.After, gap.Heard, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogReadFailed(error);
            await Task.Delay(TryAgainAfter, time, cancellationToken);
        }

        feed.Unqueue();
    }

    /// <summary>Answers that are being written on another node, and who is there: what a room that was not watched has not heard.</summary>
    private async Task LookAroundAsync(RoomFeed feed, CancellationToken cancellationToken)
    {
        // After the head was read: what ends from now on is heard of, and what has ended before is not open.
        foreach (var turn in await turns.ListInAsync(feed.Ref!, cancellationToken))
            answers.Add(turn.Room.Id, turn.Id, turn.Answer, turn.AnswerSequence);
        bus.Publish(new BusNote.Asked(feed.Room));
    }

    private async Task ReadAsync(RoomFeed feed, RoomRef room, long after, long heard, CancellationToken cancellationToken)
    {
        var page = await events.ReadAsync(room, after, Piece, cancellationToken);
        // The beginning of the log may be gone meanwhile.
        feed.Skip(page.Events.Count > 0 ? page.Events[0].Sequence - 1 : after);
        foreach (var stored in page.Events)
            Take(feed, room, stored, TryDecode(room, stored, stored.Sequence));
        if (page.Events.Count == 0)
            feed.Settle(heard);
    }

    private void Take(RoomFeed feed, RoomRef room, StoredEvent stored, RoomChange? change)
    {
        if (stored.Sequence != feed.Head + 1)
            return;
        if (change is RoomChange.AnswerStarted or RoomChange.AnswerRestarted or RoomChange.AnswerFinished)
            answers.Committed([new(new RoomEvent(room, stored.Sequence, default, change), stored.Payload)]);
        // A turn that begins elsewhere is taken up there, or found among those that are nobody's.
        if (change is RoomChange.AnswerFinished { Message.Answer: { } ended })
            broker.Forget(ended.TurnId);

        feed.Publish(stored, change);
    }

    /// <summary>Null for what this server cannot read: a newer one may have written it.</summary>
    private RoomChange? TryDecode(RoomRef room, StoredEvent stored, long sequence)
    {
        try
        {
            var decoded = codec.Decode(room, stored.Payload);
            return decoded.Sequence == sequence ? decoded.Change : null;
        }
        catch (Exception error)
        {
            LogUnreadable(sequence, error);
            return null;
        }
    }

    [LoggerMessage(EventName = "RoomReadFailed", Level = LogLevel.Warning, Message = "A log could not be read on; it is tried again.")]
    private partial void LogReadFailed(Exception error);

    [LoggerMessage(EventName = "EventUnreadable", Level = LogLevel.Warning, Message = "Event {Sequence} holds what this server cannot read.")]
    private partial void LogUnreadable(long sequence, Exception error);
}
