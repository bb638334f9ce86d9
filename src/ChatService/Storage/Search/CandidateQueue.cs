using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Several lists of candidates as one, newest first. A list is only opened when nothing newer is left in the others.</summary>
internal sealed class CandidateQueue
{
    private static readonly Comparer<SearchPlace> NewestFirst = Comparer<SearchPlace>.Create((left, right) => right.CompareTo(left));

    private readonly PriorityQueue<Candidates, SearchPlace> _lists = new(NewestFirst);

    /// <summary>Whether there may be more.</summary>
    public bool Any => _lists.Count > 0;

    public void Add(Candidates list) => _lists.Enqueue(list, list.Bound);

    public bool TryTake(out SearchPlace place, out Message? message)
    {
        while (_lists.TryDequeue(out var list, out var bound))
        {
            if (!list.Open())
                continue;
            if (list.Bound < bound)
            {
                _lists.Enqueue(list, list.Bound);
                continue;
            }

            (place, message) = list.Take();
            if (!list.IsEmpty)
                _lists.Enqueue(list, list.Bound);
            return true;
        }

        (place, message) = (default, null);
        return false;
    }
}
