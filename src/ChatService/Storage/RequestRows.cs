using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The idempotency keys of room creations. They are no part of any log.</summary>
internal static class RequestRows
{
    /// <summary>The room that this request made before, if it did.</summary>
    public static Room? FindRoom(SqlSession session, UserId creator, RequestKey request)
    {
        var found = session.TryQuerySingle(
            "SELECT room_key, content_hash FROM room_requests WHERE creator_id = ?1 AND request_id = ?2",
            row => (Key: row.GetInt64(0), Hash: row.GetBlob(1)),
            out var earlier,
            creator.Value,
            request.Id);
        if (!found)
            return null;
        var room = RoomRows.Get(session, earlier.Key);
        return earlier.Hash.AsSpan().SequenceEqual(request.ContentHash) ? room : throw ChatErrors.RequestIdReused(room.Id.Value);
    }

    public static void Insert(SqlSession session, UserId creator, RequestKey request, long roomKey) => session.Send(
        "INSERT INTO room_requests(creator_id, request_id, content_hash, room_key) VALUES (?1, ?2, ?3, ?4)",
        creator.Value,
        request.Id,
        request.ContentHash,
        roomKey);
}
