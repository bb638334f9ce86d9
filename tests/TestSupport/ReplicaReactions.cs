namespace GroupChat.TestSupport;

/// <summary>Who reacted to a message with what. A kind keeps its place for as long as anybody is left who reacted with it.</summary>
public sealed class ReplicaReactions
{
    private readonly List<(string Emoji, List<string> Users)> _kinds = [];

    public IEnumerable<(string Emoji, IReadOnlyList<string> Users)> Kinds =>
        _kinds.Select(kind => (kind.Emoji, (IReadOnlyList<string>)kind.Users));

    /// <summary>False when they had done so before.</summary>
    public bool Add(string emoji, string user)
    {
        var place = PlaceOf(emoji);
        if (place < 0)
        {
            _kinds.Add((emoji, [user]));
            return true;
        }

        if (_kinds[place].Users.Contains(user))
            return false;
        _kinds[place].Users.Add(user);
        return true;
    }

    /// <summary>False when they had not.</summary>
    public bool Remove(string emoji, string user)
    {
        var place = PlaceOf(emoji);
        if (place < 0 || !_kinds[place].Users.Remove(user))
            return false;
        if (_kinds[place].Users.Count == 0)
            _kinds.RemoveAt(place);
        return true;
    }

    public void Clear() => _kinds.Clear();

    private int PlaceOf(string emoji) => _kinds.FindIndex(kind => string.Equals(kind.Emoji, emoji, StringComparison.Ordinal));
}
