using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Messages that changed after they were indexed: whatever the segments say of them, they are looked at.</summary>
internal sealed class ChangedCandidates(List<SearchPlace> newestFirst) : Candidates(SearchPlace.Last)
{
    public static ChangedCandidates Read(SqlSession session, SearchScope scope) => new(
        [.. SearchChanges.List(session).Select(change => change.Place).Where(scope.AddChanged).OrderDescending()]);

    protected override bool Fill()
    {
        foreach (var place in newestFirst)
            Offer(place, null);
        return false;
    }
}
