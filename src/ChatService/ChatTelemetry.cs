using System.Diagnostics.Metrics;
using GroupChat.Chat.Log;

namespace GroupChat.Chat;

/// <summary>Counters of this service. No ids as tags: their number has no bound.</summary>
internal sealed class ChatTelemetry : ICommitListener, IDisposable
{
    public const string Name = "GroupChat.Chat";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _posted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _dropped;
    private readonly UpDownCounter<long> _streams;

    public ChatTelemetry()
    {
        _posted = _meter.CreateCounter<long>("groupchat.chat.messages.posted", "{message}", "Messages that became durable.");
        _repeated = _meter.CreateCounter<long>("groupchat.chat.messages.repeated", "{message}", "Posts that had been made before.");
        _answers = _meter.CreateCounter<long>("groupchat.chat.answers.ended", "{answer}", "Answers that ended, by state.");
        _sent = _meter.CreateCounter<long>("groupchat.chat.bus.sent", "{note}", "Word that was sent to other nodes.");
        _dropped = _meter.CreateCounter<long>("groupchat.chat.bus.dropped", "{note}", "Word to other nodes that was dropped: what is durable comes from the database.");
        _streams = _meter.CreateUpDownCounter<long>("groupchat.chat.streams.open", "{stream}", "Streams that are open now.");
    }

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, _) in events)
        {
            if (roomEvent.Change is RoomChange.MessagePosted)
                _posted.Add(1);
            else if (roomEvent.Change is RoomChange.AnswerFinished { Message.Answer: { } answer })
                _answers.Add(1, new KeyValuePair<string, object?>("state", answer.State.ToString()));
        }
    }

    public void Repeated() => _repeated.Add(1);

    public void BusSent(int notes) => _sent.Add(notes);

    public void BusDropped(int notes) => _dropped.Add(notes);

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void Dispose() => _meter.Dispose();
}
