using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>A message and what members have done to it.</summary>
internal sealed class MessageEntry(Message message)
{
    private readonly List<string> _texts = [EventReader.TextOf(message)];
    private readonly List<(string Emoji, string User)> _reactions = [];

    public Message Message { get; private set; } = message;

    public bool IsDeleted => Message.Deletion is not null;

    /// <summary>The messages of the thread that this one began.</summary>
    public List<MessageEntry> Replies { get; } = [];

    /// <summary>What it said and says, oldest first.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Who reacted, oldest first.</summary>
    public IReadOnlyList<(string Emoji, string User)> Reactions => _reactions;

    public bool HasReaction(string emoji, string user) => _reactions.Contains((emoji, user));

    public bool React(string emoji, string user)
    {
        if (HasReaction(emoji, user))
            return false;
        _reactions.Add((emoji, user));
        return true;
    }

    public bool Unreact(string emoji, string user) => _reactions.Remove((emoji, user));

    /// <summary>An edit: what it said before stays known.</summary>
    public void Edit(Message message)
    {
        Message = message;
        _texts.Add(EventReader.TextOf(message));
    }

    /// <summary>An answer has got its text.</summary>
    public void Finish(Message message)
    {
        Message = message;
        _texts[^1] = EventReader.TextOf(message);
    }

    /// <summary>A deleted message keeps neither what it said nor reactions.</summary>
    public void Delete(Message message)
    {
        Message = message;
        _texts.Clear();
        _reactions.Clear();
    }
}
