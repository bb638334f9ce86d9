using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>The messages of a replica, with what members have done to them.</summary>
internal sealed class MessageBook
{
    private readonly Dictionary<string, MessageEntry> _messages = [];
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _answering = [];

    public IEnumerable<MessageEntry> All => _messages.Values;

    public int Count => _ids.Count;

    /// <summary>An answer has begun and not ended.</summary>
    public bool IsAnswering => _answering.Count > 0;

    public MessageEntry At(int place) => _messages[_ids[place]];

    public MessageEntry? Find(string id) => _messages.GetValueOrDefault(id);

    /// <summary>False when the event cannot follow those before it.</summary>
    public bool Apply(RoomEvent change) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.MessagePosted => Add(change.MessagePosted.Message),
        RoomEvent.ChangeOneofCase.AnswerStarted => Add(change.AnswerStarted.Message) && _answering.Add(change.AnswerStarted.Message.MessageId),
        RoomEvent.ChangeOneofCase.AnswerFinished => Replace(change.AnswerFinished.Message) && _answering.Remove(change.AnswerFinished.Message.MessageId),
        RoomEvent.ChangeOneofCase.MessageEdited => Replace(change.MessageEdited.Message),
        RoomEvent.ChangeOneofCase.MessageDeleted => Delete(change.MessageDeleted.Message),
        RoomEvent.ChangeOneofCase.ReactionAdded =>
            Living(change.ReactionAdded.MessageId)?.React(change.ReactionAdded.Emoji, change.ReactionAdded.Participant.UserId) ?? false,
        RoomEvent.ChangeOneofCase.ReactionRemoved =>
            Living(change.ReactionRemoved.MessageId)?.Unreact(change.ReactionRemoved.Emoji, change.ReactionRemoved.Participant.UserId) ?? false,
        RoomEvent.ChangeOneofCase.MessagePinned => Living(change.MessagePinned.MessageId)?.Pin(true) ?? false,
        RoomEvent.ChangeOneofCase.MessageUnpinned => Living(change.MessageUnpinned.MessageId)?.Pin(false) ?? false,
        // Marks, bans and whatever is still to come say nothing about messages.
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

    private bool Replace(Message message)
    {
        if (Living(message.MessageId) is not { } entry)
            return false;
        entry.Message = message;
        return true;
    }

    private bool Delete(Message message)
    {
        if (!Replace(message))
            return false;
        Find(message.MessageId)!.Forget();
        return message.Deletion is not null;
    }
}
