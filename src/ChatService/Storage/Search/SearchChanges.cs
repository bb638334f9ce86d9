using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>What happened to messages after the index took them in. Written with the event that says so.</summary>
internal static class SearchChanges
{
    /// <summary>A message reads otherwise from an event on, or is gone.</summary>
    public static void Add(SqlSession session, long roomKey, Message message, long changeSequence) => session.Send(
        """
        INSERT INTO search_changes(room_key, seq, change_seq, create_time) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (room_key, seq) DO UPDATE SET change_seq = excluded.change_seq
        """,
        roomKey,
        message.Sequence,
        changeSequence,
        message.CreateTime.ToUnixTimeMilliseconds());

    public static List<SearchChange> List(SqlSession session) => session.Query(
        "SELECT create_time, room_key, seq, change_seq FROM search_changes",
        row => new SearchChange(new SearchPlace(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), row.GetInt64(3)));

    /// <summary>The first sequence of each log that has lost its beginning.</summary>
    public static Dictionary<long, long> Trims(SqlSession session)
    {
        var trims = new Dictionary<long, long>();
        session.Visit("SELECT room_key, first_seq FROM rooms WHERE first_seq > 1", row => trims.TryAdd(row.GetInt64(0), row.GetInt64(1)));
        return trims;
    }

    /// <summary>The index has this change; a later one stays.</summary>
    public static void Remove(SqlSession session, SearchChange change) => session.Send(
        "DELETE FROM search_changes WHERE room_key = ?1 AND seq = ?2 AND change_seq = ?3",
        change.Place.Room,
        change.Place.Sequence,
        change.ChangeSequence);
}
