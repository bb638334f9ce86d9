using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The idempotency keys of room creations. They are no part of any log.</summary>
internal static class RequestRows
{
    /// <summary>The room that this request made before, if it did.</summary>
    public static CreatedRoom? FindRoom(SqlSession session, UserId creator, RequestKey request)
    {
        var found = session.TryQuerySingle(
            "SELECT room_key, content_hash, created_seq FROM room_requests WHERE creator_id = ?1 AND request_id = ?2",
            row => (Key: row.GetInt64(0), Hash: row.GetBlob(1), Sequence: row.GetInt64(2)),
            out var earlier,
            creator.Value,
            request.Id);
        if (!found)
            return null;
        var room = RoomRows.Get(session, earlier.Key);
        return earlier.Hash.AsSpan().SequenceEqual(request.ContentHash)
            ? new(room, earlier.Sequence)
            : throw ChatErrors.RequestIdReused(room.Id.Value);
    }

    public static void Insert(SqlSession session, UserId creator, RequestKey request, Room room) => session.Send(
        "INSERT INTO room_requests(creator_id, request_id, content_hash, room_key, created_seq) VALUES (?1, ?2, ?3, ?4, ?5)",
        creator.Value,
        request.Id,
        request.ContentHash,
        room.Ref.Key,
        room.HeadSequence);
}
