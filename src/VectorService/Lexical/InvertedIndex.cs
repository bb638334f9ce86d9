using System.Collections.Concurrent;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// Term to the points that have it, in the order of their slots, and the vocabulary for misspelled queries. One writer at a
/// time appends, readers take no lock. Deleted points stay until <see cref="Compact"/>: readers skip them by their slot.
/// </summary>
internal sealed class InvertedIndex
{
    private readonly ConcurrentDictionary<string, PostingList> _postings = new(StringComparer.Ordinal);

    public Vocabulary Vocabulary { get; } = new();

    public void Add(int slot, LexicalTerms terms)
    {
        foreach (var (term, count) in terms.Counts)
            Add(term, new Posting(slot, count));
    }

    public ReadOnlySpan<Posting> Postings(string term) => _postings.TryGetValue(term, out var list) ? list.Span : default;

    /// <summary>
    /// A copy without the dead: <paramref name="newSlots"/> maps old slots to new ones, -1 where a point is gone. Points added
    /// meanwhile, at slots beyond it, are left out.
    /// </summary>
    public InvertedIndex Compact(ReadOnlySpan<int> newSlots)
    {
        var compacted = new InvertedIndex();
        foreach (var (term, list) in _postings)
        {
            foreach (var posting in list.Span)
            {
                if (posting.Slot < newSlots.Length && newSlots[posting.Slot] is >= 0 and var slot)
                    compacted.Add(term, new Posting(slot, posting.Count));
            }
        }

        return compacted;
    }

    private void Add(string term, Posting posting)
    {
        if (_postings.TryGetValue(term, out var list))
        {
            list.Add(posting);
            return;
        }

        _postings[term] = new PostingList(posting);
        if (LexicalTerms.CanBeRespelled(term))
            Vocabulary.Add(term);
    }
}
