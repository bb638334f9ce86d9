using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>What this person has said and the room has not shown yet, in order.</summary>
internal sealed class PendingPosts
{
    private readonly List<(string Key, string Text)> _posts = [];

    public IReadOnlyList<string> Texts => _posts.ConvertAll(post => post.Text);

    public void Add(string key, string text) => _posts.Add((key, text));

    /// <summary>A message came by: if it is one of these, it is no longer pending.</summary>
    public void Arrived(Message message) => Remove(message.ClientMessageId);

    public void Remove(string key) => _posts.RemoveAll(post => post.Key == key);
}
