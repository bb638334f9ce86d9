using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Where a search may look: the rooms of the caller, or those of them that were asked for, and the stretch of time.</summary>
internal sealed class SearchScope
{
    private readonly Dictionary<long, Backlog> _rooms;
    private readonly HashSet<SearchPlace> _changed = [];
    private readonly SearchPlace _before;
    private readonly long _from;

    private SearchScope(Dictionary<long, Backlog> rooms, SearchRequest request)
    {
        _rooms = rooms;
        _from = request.Query.From.ToUnixTimeMilliseconds();
        var until = new SearchPlace(request.Query.Until.ToUnixTimeMilliseconds(), 0, 0);
        _before = request.Before < until ? request.Before : until;
    }

    /// <summary>Parts of the logs that no segment has.</summary>
    public IEnumerable<Backlog> Tails => _rooms.Values.Where(log => log.Head > log.Indexed);

    public static SearchScope Read(SqlSession session, SearchRequest request)
    {
        var rooms = new Dictionary<string, Backlog>(StringComparer.Ordinal);
        session.Visit(
            """
            SELECT r.room_id, r.room_key, coalesce(s.indexed_seq, 0), (SELECT max(e.seq) FROM events e WHERE e.room_key = r.room_key)
            FROM members m JOIN rooms r ON r.room_key = m.room_key LEFT JOIN search_rooms s ON s.room_key = m.room_key
            WHERE m.user_id = ?1
            """,
            row => rooms.TryAdd(row.GetString(0), new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
            request.Caller.Value);
        var chosen = request.Rooms.Count == 0
            ? rooms.Values
            : request.Rooms.Distinct().Select(room => rooms.TryGetValue(room.Value, out var log) ? log : throw Refusal(session, room, request.Caller));
        return new(chosen.ToDictionary(log => log.Room), request);
    }

    public bool Holds(SearchPlace place) => place.Time >= _from && place < _before && _rooms.ContainsKey(place.Room);

    /// <summary>Whether a place in a segment is to be looked at; one that changed is looked at anyway.</summary>
    public bool HoldsUnchanged(SearchPlace place) => Holds(place) && !_changed.Contains(place);

    public bool MayHold(SegmentEntry segment) => segment.LastTime >= _from && segment.FirstTime <= _before.Time;

    /// <summary>Takes a message that changed; false when it is not to be looked at, or is part of a tail.</summary>
    public bool AddChanged(SearchPlace place) =>
        Holds(place) && place.Sequence <= _rooms[place.Room].Indexed && _changed.Add(place);

    private static DomainError Refusal(SqlSession session, RoomId room, UserId caller) =>
        MemberRows.FindMembership(session, room, caller) is { IsVisible: true }
            ? ChatErrors.NotAMember(room.Value)
            : ChatErrors.RoomNotFound(room.Value);
}
