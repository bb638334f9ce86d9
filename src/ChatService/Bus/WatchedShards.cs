using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>How many watched rooms each shard has, and whether the link has to look again.</summary>
internal sealed class WatchedShards
{
    private readonly Lock _gate = new();
    private readonly int[] _rooms = new int[RedisChannels.Shards];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a shard has been wanted for the first time, or is not any more, since this was asked for.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    public IReadOnlyList<int> Wanted
    {
        get
        {
            lock (_gate)
                return [.. Enumerable.Range(0, RedisChannels.Shards).Where(shard => _rooms[shard] > 0)];
        }
    }

    public void Add(RoomId room) => Change(room, 1, becomes: 1);

    public void Remove(RoomId room) => Change(room, -1, becomes: 0);

    private void Change(RoomId room, int by, int becomes)
    {
        lock (_gate)
        {
            var shard = RedisChannels.ShardOf(room);
            _rooms[shard] += by;
            if (_rooms[shard] != becomes)
                return;
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
