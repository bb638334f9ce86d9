using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>One change in the making: reads, writes and appends within the writer's transaction.</summary>
internal sealed class LogTransaction(SqliteSession session, IEventCodec codec, TimeProvider time)
{
    private readonly List<AppendedEvent> _appended = [];

    public SqliteSession Session { get; } = session;

    public IEventCodec Codec { get; } = codec;

    /// <summary>In whole milliseconds, as tables keep it: what is said at once and what is read later are the same.</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public IReadOnlyList<AppendedEvent> Appended => _appended;

    /// <summary>Gives a change its place. The caller made it with <see cref="RoomHead.Next"/> as its sequence.</summary>
    public void Append(RoomHead head, RoomChange change)
    {
        var roomEvent = new RoomEvent(head.Room, head.Next, Now, change);
        var payload = Codec.Encode(roomEvent);
        head.Advance(bringsMessage: change is RoomChange.MessagePosted or RoomChange.AnswerStarted);
        Session.Execute(
            "INSERT INTO events(room_key, seq, message_seq, payload) VALUES (?1, ?2, ?3, ?4)",
            head.Room.Key,
            head.Sequence,
            head.LastMessage,
            payload);
        _appended.Add(new(roomEvent, payload));
    }
}
