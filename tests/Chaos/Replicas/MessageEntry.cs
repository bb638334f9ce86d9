using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>A message and what members have done to it.</summary>
internal sealed class MessageEntry(Message message)
{
    private readonly List<(string Emoji, string User)> _reactions = [];

    public Message Message { get; set; } = message;

    public bool IsPinned { get; private set; }

    public bool IsDeleted => Message.Deletion is not null;

    /// <summary>The messages of the thread that this one began.</summary>
    public List<MessageEntry> Replies { get; } = [];

    public IEnumerable<(string Emoji, int Count)> Reactions =>
        _reactions.GroupBy(reaction => reaction.Emoji, (emoji, reactions) => (emoji, reactions.Count()));

    public bool HasReaction(string emoji, string user) => _reactions.Contains((emoji, user));

    public bool React(string emoji, string user)
    {
        if (HasReaction(emoji, user))
            return false;
        _reactions.Add((emoji, user));
        return true;
    }

    public bool Unreact(string emoji, string user) => _reactions.Remove((emoji, user));

    public bool Pin(bool pinned)
    {
        if (IsPinned == pinned)
            return false;
        IsPinned = pinned;
        return true;
    }

    /// <summary>A deleted message keeps neither reactions nor a pin.</summary>
    public void Forget()
    {
        _reactions.Clear();
        IsPinned = false;
    }
}
