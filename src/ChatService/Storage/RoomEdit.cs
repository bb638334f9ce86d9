using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>One change of one room within the writer's transaction.</summary>
internal sealed partial class RoomEdit(
    SqlSession session, RoomState state, IRoomGate gate, IEventCodec codec, QuotaLimits quotas, DateTimeOffset now) : IRoomEdit
{
    private readonly List<AppendedEvent> _appended = [];

    public RoomRef Ref => state.Ref;

    public Room Room => state.Room ?? throw new InvalidOperationException("The first event of a room is room_created.");

    public DateTimeOffset Now => now;

    public long NextSequence => state.Head + 1;

    public IReadOnlyList<AppendedEvent> Appended => _appended;

    public Member? Member(UserId user)
    {
        if (!state.TryGetMember(user, out var member))
            state.Remember(user, member = MemberRows.Find(session, Ref.Key, user));
        return member;
    }

    public Message? Message(MessageId id) => MessageRows.Find(session, codec, Ref.Key, id);

    public Send? FindSend(SendKey key) => key.ClientMessageId.Length > 0 && gate.FindSend(session, Ref.Key, key) is { } sequence
        ? SendAt(sequence)
        : null;

    public Send? KeepSend(SendKey key)
    {
        if (key.ClientMessageId.Length == 0)
            return null;
        if (gate.KeepSend(session, state, key) is { } sequence)
            return SendAt(sequence);
        state.KeptSend = NextSequence;
        return null;
    }

    public MessageId? FindRestart(SendKey request) => RestartRows.Find(session, Ref.Key, request);

    public Turn? OpenTurn(TurnId id) => TurnRows.Find(session, id) is { } turn && turn.Room == Ref ? turn : null;

    public IReadOnlyList<Turn> OpenTurns(MessageId question) => TurnRows.List(session, Ref.Key, question);

    public IReadOnlyList<ToolCall> ToolCalls(MessageId answer) => ToolCallRows.List(session, codec, Ref.Key, answer.Sequence);

    public int WaitingToolCalls() => ToolCallRows.CountWaiting(session, codec, Ref);

    public ReactionState Reactions(MessageId message, string emoji, UserId user) =>
        ReactionRows.State(session, Ref.Key, message, emoji, user);

    public bool IsPinned(MessageId message) => PinRows.Has(session, Ref.Key, message);

    public int PinCount() => PinRows.Count(session, Ref.Key);

    public ReadMark Mark(UserId user)
    {
        state.Flush(session);
        return MarkRows.Get(session, Ref.Key, user);
    }

    public IReadOnlyList<ReadMark> UntoldMarks()
    {
        state.Flush(session);
        var untold = MarkRows.ListUntold(session, Ref.Key);
        if (untold.Count == 0)
            MarkRows.ForgetUntold(session, Ref.Key);
        return untold;
    }

    public void MoveMarks(IEnumerable<KeyValuePair<UserId, MarkMove>> moves)
    {
        foreach (var (user, move) in moves)
            MarkRows.Move(session, Ref.Key, user, move);
        if (MarkRules.AreTold(Room))
            MarkRows.KeepUntold(session, Ref.Key);
    }

    public RoomEvent Append(RoomChange change)
    {
        var roomEvent = new RoomEvent(Ref, NextSequence, Now, change);
        var payload = codec.Encode(roomEvent);
        if (change is RoomChange.HistoryTrimmed trimmed)
            RevisionRows.RedactTrimmed(session, codec, Ref.Key, trimmed.FirstSequence);
        Projector.Add(session, state, roomEvent, payload);
        if (change is RoomChange.MessageDeleted deleted)
            RevisionRows.Redact(session, codec, Ref.Key, deleted.Message.Sequence);
        gate.Appended(session, state, change);
        _appended.Add(new(roomEvent, payload));
        return roomEvent;
    }

    private Send SendAt(long sequence) => new(sequence, MessageRows.PostedAt(session, codec, Ref.Key, sequence));
}
