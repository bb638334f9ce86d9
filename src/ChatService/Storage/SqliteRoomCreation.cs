using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The birth of a room: its row, its request key and its first events.</summary>
internal static class SqliteRoomCreation
{
    private const int FirstEpoch = 1;

    public static Room Create(LogTransaction transaction, NewRoom wanted)
    {
        if (wanted.Request is { } request && FindEarlier(transaction.Session, wanted.Creator.Id, request) is { } earlier)
            return earlier;
        if (SqliteRooms.FindRoom(transaction.Session, wanted.Id) is not null)
            throw ChatErrors.RoomIdTaken(wanted.Id.Value);
        var head = new RoomHead(InsertRoom(transaction, wanted), sequence: 0, lastMessage: 0);
        transaction.Append(head, new RoomChange.RoomCreated(FirstState(head, wanted, transaction.Now)));
        AddMember(transaction, head, wanted.Creator, MemberRole.Owner);
        foreach (var agent in wanted.Agents)
            AddMember(transaction, head, agent, MemberRole.Member);
        return SqliteRooms.GetRoom(transaction.Session, head.Room.Key);
    }

    private static Room? FindEarlier(SqliteSession session, UserId creator, RequestKey request)
    {
        var found = session.TryQuerySingle(
            "SELECT room_key, content_hash FROM room_requests WHERE creator_id = ?1 AND request_id = ?2",
            row => (Key: row.GetInt64(0), Hash: row.GetBlob(1)),
            out var earlier,
            creator.Value,
            request.Id);
        if (!found)
            return null;
        var room = SqliteRooms.GetRoom(session, earlier.Key);
        return earlier.Hash.AsSpan().SequenceEqual(request.ContentHash) ? room : throw ChatErrors.RequestIdReused(room.Id.Value);
    }

    private static RoomRef InsertRoom(LogTransaction transaction, NewRoom room)
    {
        transaction.Session.Execute(
            """
            INSERT INTO rooms(room_id, epoch, display_name, topic, visibility, create_time, creator_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            room.Id.Value,
            FirstEpoch,
            room.DisplayName,
            room.Topic,
            (int)room.Visibility,
            transaction.Now.ToUnixTimeMilliseconds(),
            room.Creator.Id.Value);
        var key = transaction.Session.LastInsertRowId;
        if (room.Request is { } request)
        {
            transaction.Session.Execute(
                "INSERT INTO room_requests(creator_id, request_id, content_hash, room_key) VALUES (?1, ?2, ?3, ?4)",
                room.Creator.Id.Value,
                request.Id,
                request.ContentHash,
                key);
        }

        return new RoomRef(room.Id, key, FirstEpoch);
    }

    private static void AddMember(LogTransaction transaction, RoomHead head, Participant participant, MemberRole role)
    {
        var member = new Member(participant, role, transaction.Now, head.Next);
        SqliteRooms.AddMember(transaction.Session, head.Room.Key, member);
        transaction.Append(head, new RoomChange.MemberJoined(member));
    }

    private static Room FirstState(RoomHead head, NewRoom room, DateTimeOffset now) => new(
        head.Room, room.DisplayName, room.Topic, room.Visibility, now, room.Creator.Id, HeadSequence: head.Next, MemberCount: 0);
}
