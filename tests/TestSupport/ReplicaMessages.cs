using GroupChat.Contracts.Chat.V1;

namespace GroupChat.TestSupport;

/// <summary>The messages that a replica knows, and who has reacted to them.</summary>
public sealed class ReplicaMessages
{
    private readonly Dictionary<string, ReplicaMessage> _known = [];

    /// <summary>In the room's order.</summary>
    public IEnumerable<ReplicaMessage> All => _known.Values.OrderBy(known => known.Message.Sequence);

    /// <summary>It is there and was not deleted.</summary>
    public bool IsLiving(string id) => _known.TryGetValue(id, out var known) && known.Message.Deletion is null;

    /// <summary>One of a snapshot. What events do not carry is told apart from the message itself.</summary>
    public ReplicaMessage Add(Message message)
    {
        var known = new ReplicaMessage(message.Clone());
        _known.Add(message.MessageId, known);
        return known;
    }

    /// <summary>False for an event that is about something else, or cannot follow those before it.</summary>
    public bool TryApply(RoomEvent next) => next.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.MessagePosted => Add(next.MessagePosted.Message) is not null,
        RoomEvent.ChangeOneofCase.AnswerStarted => Add(next.AnswerStarted.Message) is not null,
        RoomEvent.ChangeOneofCase.MessageEdited => Replace(next.MessageEdited.Message),
        RoomEvent.ChangeOneofCase.AnswerFinished => Replace(next.AnswerFinished.Message),
        RoomEvent.ChangeOneofCase.AnswerRestarted => Replace(next.AnswerRestarted.Message),
        RoomEvent.ChangeOneofCase.MessageDeleted => Replace(next.MessageDeleted.Message),
        RoomEvent.ChangeOneofCase.ToolCallRequested => Put(next.ToolCallRequested.ToolCall, isNew: true),
        RoomEvent.ChangeOneofCase.ToolCallDecided => Put(next.ToolCallDecided.ToolCall, isNew: false),
        RoomEvent.ChangeOneofCase.ToolCallStarted => Put(next.ToolCallStarted.ToolCall, isNew: false),
        RoomEvent.ChangeOneofCase.ToolCallFinished => Put(next.ToolCallFinished.ToolCall, isNew: false),
        RoomEvent.ChangeOneofCase.ReactionAdded => IsLiving(next.ReactionAdded.MessageId)
            && _known[next.ReactionAdded.MessageId].Reactions.Add(next.ReactionAdded.Emoji, next.ReactionAdded.Participant.UserId),
        RoomEvent.ChangeOneofCase.ReactionRemoved => IsLiving(next.ReactionRemoved.MessageId)
            && _known[next.ReactionRemoved.MessageId].Reactions.Remove(next.ReactionRemoved.Emoji, next.ReactionRemoved.Participant.UserId),
        _ => false,
    };

    /// <summary>Forgets what came before a sequence, and says what that was.</summary>
    public IReadOnlyList<string> Trim(long firstSequence)
    {
        var gone = _known.Values.Where(known => known.Message.Sequence < firstSequence).Select(known => known.Message.MessageId).ToList();
        foreach (var id in gone)
            _known.Remove(id);
        return gone;
    }

    /// <summary>Calls come by number, and only while their answer is being made.</summary>
    private bool Put(ToolCall call, bool isNew)
    {
        if (!IsLiving(call.MessageId) || _known[call.MessageId].Message.Answer is not { State: AnswerState.Generating } answer)
            return false;
        if (answer.ToolCalls.Count != (isNew ? call.Number - 1 : Math.Max(answer.ToolCalls.Count, call.Number)))
            return false;
        if (isNew)
            answer.ToolCalls.Add(call);
        else
            answer.ToolCalls[call.Number - 1] = call;
        return true;
    }

    private bool Replace(Message message)
    {
        if (!IsLiving(message.MessageId) || _known[message.MessageId].Message.Sequence != message.Sequence)
            return false;
        var known = _known[message.MessageId];
        // An answer that is made again has made no calls yet.
        var calls = known.Message.Answer?.Version == message.Answer?.Version ? known.Message.Answer?.ToolCalls : null;
        known.Message = message.Clone();
        // Calls have events of their own; a deleted answer has none left.
        if (message.Deletion is null && calls is not null)
            known.Message.Answer.ToolCalls.Add(calls);
        // A deleted message keeps no reactions.
        if (message.Deletion is not null)
            known.Reactions.Clear();
        return true;
    }
}
