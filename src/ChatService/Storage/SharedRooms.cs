using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// Several processes change the same rooms. A transaction locks the rows of all its rooms first, in the order of their keys, so that
/// no two wait for each other; the rows say where the logs end, and whether what is remembered of a room still holds. One query
/// finds out which idempotency keys are known, and one statement moves all heads before the commit.
/// </summary>
internal sealed class SharedRooms(RoomCache rooms) : IRoomGate, ITransactionPart
{
    private const long CreationLock = 0x4743726f6f6d; // of everybody who makes a room: keys and ids are then decided one after the other

    private readonly HashSet<RoomState> _ahead = [];
    private readonly HashSet<(long Room, SendKey Key)> _looked = [];
    private readonly Dictionary<(long Room, SendKey Key), long> _sends = [];

    public void Begin(SqlSession session, IEnumerable<object> hints)
    {
        Undone();
        session.Enlist(this);
        var wanted = hints.OfType<RoomHint>().ToList();
        Lock(session, [.. wanted.Where(hint => !hint.Creates).Select(hint => hint.Room).Distinct()]);
        if (wanted.Exists(hint => hint.Creates))
            session.QuerySingle("SELECT pg_advisory_xact_lock(?1)", _ => true, CreationLock);
        Look(session, wanted);
    }

    public long? FindSend(SqlSession session, long roomKey, SendKey key) =>
        _sends.TryGetValue((roomKey, key), out var sequence) ? sequence
        : _looked.Contains((roomKey, key)) ? null
        : SendRows.Find(session, roomKey, key);

    public long? KeepSend(SqlSession session, RoomState state, SendKey key)
    {
        if (FindSend(session, state.Ref.Key, key) is { } sequence)
            return sequence;
        session.Enlist(state);
        SendRows.Insert(session, state.Ref.Key, key, state.Head + 1);
        return null;
    }

    public void Appended(SqlSession session, RoomState state, RoomChange change)
    {
        session.Enlist(state);
        _ahead.Add(state);
        if (change is RoomChange.MessagePosted { Message: var message })
            _sends[(state.Ref.Key, new SendKey(message.Author.Id, message.ClientMessageId))] = message.Sequence;
    }

    public void Flush(SqlSession session)
    {
        if (_ahead.Count > 0)
            SharedRows.MoveHeads(session, [.. _ahead]);
        _ahead.Clear();
    }

    public void Undone()
    {
        _ahead.Clear();
        _looked.Clear();
        _sends.Clear();
    }

    private void Lock(SqlSession session, List<RoomId> ids)
    {
        if (ids.Count == 0)
            return;
        foreach (var row in SharedRows.Lock(session, ids, rooms))
        {
            if (rooms.Find(row.Ref.Id) is { } known && known.Ref == row.Ref && known.StateSequence == row.StateSequence)
                known.MoveTo(row.End);
            else
                rooms.Add(row);
            ids.Remove(row.Ref.Id);
        }

        ids.ForEach(rooms.Remove);
    }

    private void Look(SqlSession session, List<RoomHint> hints)
    {
        var keys = new HashSet<(long Room, SendKey Key)>();
        foreach (var hint in hints)
        {
            if (hint.Send is { } key && rooms.Find(hint.Room) is { } state)
                keys.Add((state.Ref.Key, key));
        }

        if (keys.Count == 0)
            return;
        _looked.UnionWith(keys);
        foreach (var (room, key, sequence) in SharedRows.FindSends(session, [.. keys]))
            _sends[(room, key)] = sequence;
    }
}
