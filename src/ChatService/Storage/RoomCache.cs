using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>The rooms that were changed last, as the writer thread knows them.</summary>
internal sealed class RoomCache(int capacity)
{
    private readonly Dictionary<RoomId, LinkedListNode<RoomState>> _rooms = [];
    private readonly LinkedList<RoomState> _newestFirst = [];

    public RoomState? Find(RoomId room)
    {
        if (!_rooms.TryGetValue(room, out var node))
            return null;
        if (node != _newestFirst.First)
        {
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
        }

        return node.Value;
    }

    public void Add(RoomState state)
    {
        Remove(state.Ref.Id);
        _rooms.Add(state.Ref.Id, _newestFirst.AddFirst(state));
        if (_rooms.Count > capacity)
            Remove(_newestFirst.Last!.Value.Ref.Id);
    }

    public void Remove(RoomId room)
    {
        if (_rooms.Remove(room, out var node))
            _newestFirst.Remove(node);
    }
}
