using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>One process has the file for itself: what the writer remembers is what is true, and nothing has to be locked.</summary>
internal sealed class SoleRooms : IRoomGate
{
    public void Begin(SqlSession session, IEnumerable<object> hints)
    {
    }

    public long? FindSend(SqlSession session, long roomKey, SendKey key) => SendRows.Find(session, roomKey, key);

    /// <summary>A key is nearly always new: what is looked for first is the place where it goes, and nothing twice.</summary>
    public long? KeepSend(SqlSession session, RoomState state, SendKey key)
    {
        session.Enlist(state);
        return SendRows.TryInsert(session, state.Ref.Key, key, state.Head + 1) ? null : SendRows.Find(session, state.Ref.Key, key);
    }

    public void Appended(SqlSession session, RoomState state, RoomChange change) => session.Enlist(state);
}
