using System.Collections.Concurrent;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>The answers in the making, by message and by room. An answer is here from its start to its end.</summary>
internal sealed class LiveAnswers : ICommitListener
{
    /// <summary>Ends that are remembered: on several nodes the start of an answer may be heard of after its end.</summary>
    private const int EndsRemembered = 1024;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<MessageId, LiveAnswer> _answers = new();
    private readonly ConcurrentDictionary<RoomId, LiveAnswer[]> _rooms = new();
    private readonly Queue<TurnId> _ended = new();

    /// <summary>Answers that workers of this node have gone on with.</summary>
    public ChangeSet<LiveAnswer> Grown { get; } = new();

    public IReadOnlyList<LiveAnswer> In(RoomId room) => _rooms.GetValueOrDefault(room) ?? [];

    public LiveAnswer? Find(MessageId answer) => _answers.GetValueOrDefault(answer);

    /// <summary>The message with its text so far, when it is an answer in the making.</summary>
    public Message Complete(Message message)
    {
        if (message.Answer is not { State: AnswerState.Generating } answer || Find(message.Id) is not { } live)
            return message;
        var (run, text) = live.Snapshot();
        return message with
        {
            Parts = text.Length == 0 ? [] : [ContentPart.OfAgent(text)],
            Answer = answer with { RunId = run },
        };
    }

    /// <summary>The one there is, or a new one; of an answer that has ended, one that nobody sees.</summary>
    public LiveAnswer Add(RoomId room, TurnId turn, MessageId id, long sequence)
    {
        lock (_gate)
        {
            var present = Find(id);
            if (present?.Turn == turn)
                return present;
            var answer = new LiveAnswer(room, turn, id, sequence);
            if (_ended.Contains(turn) || present?.Sequence > sequence)
                return answer;
            if (present is not null)
                Remove(present);
            _answers[id] = answer;
            _rooms[room] = [.. In(room), answer];
            return answer;
        }
    }

    /// <summary>Nobody watches the room here any more: what other nodes write in it need not be kept.</summary>
    public void ForgetOthers(RoomId room)
    {
        lock (_gate)
        {
            foreach (var answer in In(room).Where(answer => !answer.IsHeld))
                Remove(answer);
        }
    }

    /// <summary>Nobody here has to do with it any more.</summary>
    public void Forget(LiveAnswer answer)
    {
        lock (_gate)
        {
            if (Find(answer.Id) == answer)
                Remove(answer);
        }
    }

    /// <summary>Runs before viewers hear of the events: once they know the end, no more text follows.</summary>
    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, _) in events)
        {
            if (roomEvent.Change.Begins() is { Answer: { } begun } message)
                Add(message.Room, begun.TurnId, message.Id, roomEvent.Sequence);
            else if (roomEvent.Change is RoomChange.AnswerFinished { Message: var finished })
                End(finished.Id, finished.Answer!.TurnId);
        }
    }

    private void End(MessageId id, TurnId turn)
    {
        lock (_gate)
        {
            _ended.Enqueue(turn);
            if (_ended.Count > EndsRemembered)
                _ended.Dequeue();
            if (Find(id) is { } answer && answer.Turn == turn)
                Remove(answer);
        }
    }

    private void Remove(LiveAnswer answer)
    {
        _answers.TryRemove(answer.Id, out _);
        var rest = In(answer.Room).Where(other => other != answer).ToArray();
        if (rest.Length > 0)
            _rooms[answer.Room] = rest;
        else
            _rooms.TryRemove(answer.Room, out _);
    }
}
