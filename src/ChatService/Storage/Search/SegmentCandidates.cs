using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>What one segment says may be meant.</summary>
internal sealed class SegmentCandidates(
    SqlSession session, SegmentQuery query, SearchScope scope, SegmentEntry segment, SegmentPlaces places)
    : Candidates(new SearchPlace(segment.LastTime, long.MaxValue, long.MaxValue))
{
    protected override bool Fill()
    {
        var numbers = query.Run(new StoredPages(session, segment));
        if (numbers.Count == 0)
            return false;
        var messages = places.Of(session, segment.Id);
        for (var i = numbers.Count - 1; i >= 0; i--)
        {
            if (scope.HoldsUnchanged(messages[numbers[i]]))
                Offer(messages[numbers[i]], null);
        }

        return false;
    }
}
