using GroupChat.Chat.Bus;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>Who has a room open on other nodes, as each of them said last. Guarded by its owner.</summary>
internal sealed class OtherNodes(TimeProvider time)
{
    /// <summary>A node says it anew three times as often; one that has been silent for so long is gone.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);

    private readonly Dictionary<NodeId, (long Version, long HeardAt, Dictionary<UserId, Participant> Who)> _nodes = [];

    public bool Has(UserId user) => _nodes.Values.Any(node => node.Who.ContainsKey(user));

    /// <summary>Replaces what a node said before, and returns whom that may concern; nobody when it is old news.</summary>
    public IReadOnlyCollection<Participant> Set(NodeId node, long version, IReadOnlyList<Participant> who)
    {
        var known = _nodes.TryGetValue(node, out var before);
        if (known && version <= before.Version)
            return [];
        var now = new Dictionary<UserId, Participant>();
        foreach (var somebody in who)
            now[somebody.Id] = somebody;
        _nodes[node] = (version, time.GetTimestamp(), now);
        if (!known)
            return now.Values;
        return [.. now.Values.Where(somebody => !before.Who.ContainsKey(somebody.Id)), .. before.Who.Values.Where(somebody => !now.ContainsKey(somebody.Id))];
    }

    /// <summary>Forgets nodes that are silent, and returns whom that may concern.</summary>
    public IReadOnlyCollection<Participant> ForgetSilent()
    {
        var silent = _nodes.Where(node => time.GetElapsedTime(node.Value.HeardAt) >= Holds).ToList();
        silent.ForEach(node => _nodes.Remove(node.Key));
        return [.. silent.SelectMany(node => node.Value.Who.Values)];
    }
}
