using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Rooms as rows, for whoever has a session.</summary>
internal static class RoomRows
{
    /// <summary>Newest sequence of the room in the enclosing statement: the end of the log itself, so that nothing can disagree with it.</summary>
    public const string Head = "coalesce((SELECT max(e.seq) FROM events e WHERE e.room_key = r.room_key), 0)";

    /// <summary>All of a room but the end of its log.</summary>
    public const string OwnColumns =
        "r.room_id, r.room_key, r.epoch, r.display_name, r.topic, r.visibility, r.create_time, r.creator_id, r.member_count, "
        + "r.archived, r.slow_mode_ms, r.retention_ms, r.hide_read_marks, r.first_seq, r.max_agent_turns";

    public const string Columns = OwnColumns + ", " + Head;

    public const int ColumnCount = 16;

    public static Room Read(SqlRow row) => new(
        row.GetRoom(0),
        row.GetString(3),
        row.GetString(4),
        (RoomVisibility)row.GetInt32(5),
        row.GetTime(6),
        new UserId(row.GetString(7)),
        HeadSequence: row.GetInt64(15),
        MemberCount: row.GetInt32(8))
    {
        IsArchived = row.GetInt32(9) != 0,
        Settings = new(row.GetSpan(10), row.GetSpan(11), row.GetInt32(12) != 0) { MaxAgentTurns = row.GetInt32(14) },
        FirstSequence = row.GetInt64(13),
    };

    public static Room? Find(SqlSession session, RoomId room) =>
        session.QuerySingle($"SELECT {Columns} FROM rooms r WHERE r.room_id = ?1", Read, room.Value);

    public static Room Get(SqlSession session, long roomKey) =>
        session.QuerySingle($"SELECT {Columns} FROM rooms r WHERE r.room_key = ?1", Read, roomKey)!;

    /// <summary>A room and what follows it in the row: state_seq, message_seq, message_no.</summary>
    public static RoomState ReadState(SqlRow row, RoomCache cache)
    {
        var found = Read(row);
        var end = new LogEnd(found.HeadSequence, row.GetInt64(ColumnCount + 1), row.GetInt64(ColumnCount + 2));
        return RoomState.Loaded(found, end, row.GetInt64(ColumnCount), cache);
    }

    /// <summary>The room with the end of its log, for the writer.</summary>
    public static RoomState? Load(SqlSession session, RoomId room, RoomCache cache) => session.QuerySingle(
        $"""
        SELECT {Columns}, r.state_seq, e.message_seq, e.message_no
        FROM rooms r JOIN events e ON e.room_key = r.room_key AND e.seq = {Head} WHERE r.room_id = ?1
        """,
        row => ReadState(row, cache),
        room.Value);

    /// <summary>The key of the next room.</summary>
    public static long NextKey(SqlSession session) =>
        session.QuerySingle("SELECT coalesce(max(room_key), 0) + 1 FROM rooms", row => row.GetInt64(0));

    public static void Insert(SqlSession session, RoomState state) => session.Send(
        """
        INSERT INTO rooms(room_key, display_name, topic, visibility, member_count, archived, slow_mode_ms, retention_ms,
            hide_read_marks, first_seq, state_seq, max_agent_turns, room_id, epoch, create_time, creator_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """,
        [.. Changing(state), state.Ref.Id.Value, state.Ref.Epoch, state.Room!.CreateTime.ToUnixTimeMilliseconds(), state.Room.Creator.Value]);

    public static void Update(SqlSession session, RoomState state) => session.Send(
        """
        UPDATE rooms SET display_name = ?2, topic = ?3, visibility = ?4, member_count = ?5, archived = ?6, slow_mode_ms = ?7,
            retention_ms = ?8, hide_read_marks = ?9, first_seq = ?10, state_seq = ?11, max_agent_turns = ?12 WHERE room_key = ?1
        """,
        Changing(state));

    private static object?[] Changing(RoomState state)
    {
        var room = state.Room!;
        return
        [
            state.Ref.Key, room.DisplayName, room.Topic, (int)room.Visibility, room.MemberCount, room.IsArchived ? 1 : 0,
            (long)room.Settings.SlowMode.TotalMilliseconds, (long)room.Settings.Retention.TotalMilliseconds,
            room.Settings.HideReadMarks ? 1 : 0, room.FirstSequence, state.StateSequence,
            room.Settings.MaxAgentTurns,
        ];
    }
}
