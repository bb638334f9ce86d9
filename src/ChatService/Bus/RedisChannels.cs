using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Names of channels. Rooms share a fixed number of them: word about many rooms then travels as few messages, a node with many rooms
/// need not subscribe to each, and one with few rooms hears a part of the others only.
/// </summary>
/// <param name="installation">Keeps installations apart that share a Redis.</param>
/// <param name="self">This node.</param>
internal sealed class RedisChannels(string installation, NodeId self)
{
    public const int Shards = 32;

    private readonly string[] _shards = [.. Enumerable.Range(0, Shards).Select(shard => $"groupchat:{installation}:rooms:{shard}")];

    /// <summary>What every node hears.</summary>
    public string Everybody { get; } = $"groupchat:{installation}:all";

    /// <summary>What this node says to itself.</summary>
    public string Self { get; } = $"groupchat:{installation}:node:{self}";

    public string this[int shard] => _shards[shard];

    /// <summary>The same on every node and in every version (FNV-1a).</summary>
    public static int ShardOf(RoomId room)
    {
        var hash = 2166136261u;
        foreach (var letter in room.Value)
            hash = (hash ^ letter) * 16777619u;
        return (int)(hash % Shards);
    }

    public string Of(BusNote note) => note.Room is { } room ? _shards[ShardOf(room)] : Everybody;
}
