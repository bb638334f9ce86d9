using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>How the writer holds the rooms that it changes: alone on SQLite, against other processes on PostgreSQL.</summary>
internal interface IRoomGate
{
    /// <summary>At the beginning of a transaction: what its items are going to touch.</summary>
    void Begin(SqlSession session, IEnumerable<object> hints);

    /// <summary>The sequence that a key was used for; null for a new one.</summary>
    long? FindSend(SqlSession session, long roomKey, SendKey key);

    /// <summary>Keeps a key for the next event of the room. The sequence that it was used for before, if it was: then nothing is written.</summary>
    long? KeepSend(SqlSession session, RoomState state, SendKey key);

    /// <summary>An event was appended, and <paramref name="state"/> is ahead of the database until the commit.</summary>
    void Appended(SqlSession session, RoomState state, RoomChange change);
}
