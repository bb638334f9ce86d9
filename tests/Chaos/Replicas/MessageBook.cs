using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>The messages of a replica, with what members have done to them.</summary>
internal sealed class MessageBook
{
    private readonly Dictionary<string, MessageEntry> _messages = [];
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _answering = [];
    private readonly List<(string Message, string By)> _pins = [];

    public IEnumerable<MessageEntry> All => _messages.Values;

    public int Count => _ids.Count;

    /// <summary>An answer has begun and not ended.</summary>
    public bool IsAnswering => _answering.Count > 0;

    /// <summary>The pinned messages and who pinned each, the one pinned last first.</summary>
    public IEnumerable<(string Message, string By)> Pins => _pins.AsEnumerable().Reverse();

    public MessageEntry At(int place) => _messages[_ids[place]];

    public MessageEntry? Find(string id) => _messages.GetValueOrDefault(id);

    public bool IsPinned(string message) => _pins.Exists(pin => pin.Message == message);

    /// <summary>False when the event cannot follow those before it.</summary>
    public bool Apply(RoomEvent change) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.MessagePosted => Add(change.MessagePosted.Message),
        RoomEvent.ChangeOneofCase.AnswerStarted => Add(change.AnswerStarted.Message) && _answering.Add(change.AnswerStarted.Message.MessageId),
        RoomEvent.ChangeOneofCase.AnswerFinished => Finish(change.AnswerFinished.Message),
        RoomEvent.ChangeOneofCase.AnswerRestarted => Edit(change.AnswerRestarted.Message) && _answering.Add(change.AnswerRestarted.Message.MessageId),
        RoomEvent.ChangeOneofCase.MessageEdited => Edit(change.MessageEdited.Message),
        RoomEvent.ChangeOneofCase.MessageDeleted => Delete(change.MessageDeleted.Message),
        RoomEvent.ChangeOneofCase.ReactionAdded =>
            Living(change.ReactionAdded.MessageId)?.React(change.ReactionAdded.Emoji, change.ReactionAdded.Participant.UserId) ?? false,
        RoomEvent.ChangeOneofCase.ReactionRemoved =>
            Living(change.ReactionRemoved.MessageId)?.Unreact(change.ReactionRemoved.Emoji, change.ReactionRemoved.Participant.UserId) ?? false,
        RoomEvent.ChangeOneofCase.MessagePinned => Pin(change.MessagePinned.MessageId, change.MessagePinned.Participant.UserId),
        RoomEvent.ChangeOneofCase.MessageUnpinned => Unpin(change.MessageUnpinned.MessageId),
        // Bans and whatever is still to come say nothing about messages.
        _ => true,
    };

    private MessageEntry? Living(string id) => Find(id) is { IsDeleted: false } entry ? entry : null;

    private bool Add(Message message)
    {
        if (!_messages.TryAdd(message.MessageId, new(message)))
            return false;
        _ids.Add(message.MessageId);
        if (message.ThreadRootMessageId.Length > 0)
            Find(message.ThreadRootMessageId)?.Replies.Add(_messages[message.MessageId]);
        return true;
    }

    private bool Finish(Message answer)
    {
        Living(answer.MessageId)?.Finish(answer);
        return _answering.Remove(answer.MessageId);
    }

    private bool Edit(Message message)
    {
        Living(message.MessageId)?.Edit(message);
        return Living(message.MessageId) is not null;
    }

    private bool Delete(Message message)
    {
        if (Living(message.MessageId) is not { } entry)
            return false;
        entry.Delete(message);
        Unpin(message.MessageId);
        return message.Deletion is not null;
    }

    private bool Pin(string message, string by)
    {
        if (Living(message) is null || IsPinned(message))
            return false;
        _pins.Add((message, by));
        return true;
    }

    private bool Unpin(string message) => _pins.RemoveAll(pin => pin.Message == message) > 0;
}
