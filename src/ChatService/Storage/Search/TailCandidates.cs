using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>The messages of a room that no segment has yet.</summary>
internal sealed class TailCandidates(SqlSession session, IEventCodec codec, SearchScope scope, Backlog tail)
    : Candidates(Chat.Search.Index.SearchPlace.Last)
{
    private const int FirstBatch = 16;
    private const int MaxBatch = 256;

    private long _before = tail.Head + 1;
    private int _batch = FirstBatch;

    protected override bool Fill()
    {
        var messages = SearchSource.Between(session, codec, tail, _before, _batch);
        foreach (var message in messages)
        {
            var place = SearchSource.PlaceOf(tail.Room, message);
            if (scope.Holds(place))
                Offer(place, message);
        }

        if (messages.Count < _batch)
            return false;
        _before = messages[^1].Sequence;
        _batch = Math.Min(_batch * 4, MaxBatch);
        return true;
    }
}
