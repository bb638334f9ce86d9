using System.Collections.Concurrent;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>
/// Which messages segments hold, kept in memory once read: segments never change. Past its bound everything is forgotten and
/// read again: that costs a millisecond for each segment.
/// </summary>
internal sealed class SegmentPlaces
{
    /// <summary>Messages, of 24 bytes each.</summary>
    private const int MaxPlaces = 4_000_000;

    private readonly ConcurrentDictionary<long, SearchPlace[]> _kept = new();
    private int _count;

    public SearchPlace[] Of(SqlSession session, long segment)
    {
        if (_kept.TryGetValue(segment, out var places))
            return places;
        places = SegmentRows.Places(session, segment);
        if (Interlocked.Add(ref _count, places.Length) > MaxPlaces)
        {
            _kept.Clear();
            Interlocked.Exchange(ref _count, places.Length);
        }

        _kept.TryAdd(segment, places);
        return places;
    }

    public void Forget(long segment)
    {
        if (_kept.TryRemove(segment, out var places))
            Interlocked.Add(ref _count, -places.Length);
    }
}
