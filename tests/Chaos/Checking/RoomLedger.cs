namespace GroupChat.Chaos.Tests.Checking;

/// <summary>What is so in a room at one place of its log, as far as members can change it.</summary>
/// <param name="deleted">Messages that are deleted in the end: the log does not say any more what they said.</param>
internal sealed class RoomLedger(IReadOnlySet<string> deleted)
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly HashSet<string> _gone = [];
    private readonly HashSet<string> _pinned = [];
    private readonly HashSet<string> _members = [];
    private readonly HashSet<(string Key, string Actor)> _reactions = [];

    /// <summary>False for an event that changes nothing: it was so already, or what it is about is gone.</summary>
    public bool Apply(Fact fact) => fact.Kind switch
    {
        Kinds.Posted => _texts.TryAdd(fact.Message, fact.Text),
        Kinds.Edited => Says(fact.Message, fact.Text),
        Kinds.Deleted => Forget(fact.Message),
        Kinds.Reacted => _reactions.Add((fact.Key, fact.Actor)),
        Kinds.Unreacted => _reactions.Remove((fact.Key, fact.Actor)),
        Kinds.Pinned => !_gone.Contains(fact.Key) && _pinned.Add(fact.Key),
        Kinds.Unpinned => _pinned.Remove(fact.Key),
        Kinds.Joined => _members.Add(fact.Key),
        Kinds.Left => _members.Remove(fact.Key),
        _ => true,
    };

    /// <summary>What was asked for is so.</summary>
    public bool Shows(Attempt attempt) => attempt.Kind switch
    {
        Kinds.Edited => !_gone.Contains(attempt.Key)
            && (deleted.Contains(attempt.Key) || _texts.GetValueOrDefault(attempt.Key) == attempt.Text),
        Kinds.Deleted => _gone.Contains(attempt.Key),
        Kinds.Reacted => _reactions.Contains((attempt.Key, attempt.Actor)),
        Kinds.Unreacted => !_reactions.Contains((attempt.Key, attempt.Actor)),
        Kinds.Pinned => _pinned.Contains(attempt.Key),
        Kinds.Unpinned => !_pinned.Contains(attempt.Key),
        Kinds.Joined => _members.Contains(attempt.Key),
        _ => true,
    };

    private bool Says(string message, string text)
    {
        var isNew = !_gone.Contains(message) && (deleted.Contains(message) || _texts.GetValueOrDefault(message) != text);
        _texts[message] = text;
        return isNew;
    }

    private bool Forget(string message)
    {
        _pinned.Remove(message);
        _reactions.RemoveWhere(reaction => reaction.Key.StartsWith($"{message} ", StringComparison.Ordinal));
        return _gone.Add(message);
    }
}
