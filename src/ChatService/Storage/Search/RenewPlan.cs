using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>One segment that holds what is no longer so, and what to put in its place.</summary>
internal sealed class RenewPlan
{
    /// <summary>Changes looked at together.</summary>
    private const int MaxChanges = 4096;

    private readonly Dictionary<SearchPlace, SearchChange> _changes;
    private readonly Dictionary<long, long> _trims;
    private List<SearchChange> _done = [];

    private RenewPlan(Dictionary<SearchPlace, SearchChange> changes, Dictionary<long, long> trims, SearchVersion version) =>
        (_changes, _trims, Version) = (changes, trims, version);

    public SearchVersion Version { get; }

    /// <summary>Null when no segment holds any of it any more.</summary>
    public SegmentEntry? Entry { get; private set; }

    /// <summary>Messages of the segment that changed and are still there.</summary>
    public IReadOnlyList<(SearchPlace Place, Message Message)> Messages { get; private set; } = [];

    /// <summary>
    /// Null when no more than so many messages have changed. When none may wait, what retention has removed goes, too; until then it
    /// takes room and nothing else.
    /// </summary>
    public static RenewPlan? Make(SqlSession session, IEventCodec codec, SegmentPlaces places, int most)
    {
        var changes = SearchChanges.List(session);
        var trims = most == 0 ? SearchChanges.Trims(session) : [];
        if (changes.Count <= most && trims.Count == 0)
            return null;
        // What is not indexed yet will be taken in as it is by then.
        var indexed = SearchProgress.Indexed(session);
        changes.RemoveAll(change => change.Place.Sequence > indexed.GetValueOrDefault(change.Place.Room));
        var plan = new RenewPlan(changes.Take(MaxChanges).ToDictionary(change => change.Place), trims, SearchVersion.OfExchanging(session));
        plan.Find(session, codec, places);
        return plan;
    }

    public bool Keeps(SearchPlace place) => !_changes.ContainsKey(place) && !IsTrimmed(place);

    /// <summary>Once the segment is replaced, or none was found.</summary>
    public void Forget(SqlSession session)
    {
        foreach (var change in _done)
            SearchChanges.Remove(session, change);
    }

    // Writing a segment anew costs its size: the one that holds most of what changed comes first.
    private void Find(SqlSession session, IEventCodec codec, SegmentPlaces places)
    {
        List<SearchPlace> stale = [];
        foreach (var entry in SegmentRows.List(session))
        {
            var here = places.Of(session, entry.Id).Where(place => !Keeps(place)).ToList();
            if (here.Count > stale.Count)
                (Entry, stale) = (entry, here);
        }

        _done = Entry is null ? [.. _changes.Values] : [.. stale.Where(_changes.ContainsKey).Select(place => _changes[place])];
        Messages = [.. stale.Where(place => !IsTrimmed(place)).SelectMany(place => Present(session, codec, place))];
    }

    private bool IsTrimmed(SearchPlace place) => _trims.TryGetValue(place.Room, out var first) && place.Sequence < first;

    private static IEnumerable<(SearchPlace Place, Message Message)> Present(SqlSession session, IEventCodec codec, SearchPlace place) =>
        MessageRows.FindAt(session, codec, place.Room, place.Sequence) is { Deletion: null } message ? [(place, message)] : [];
}
