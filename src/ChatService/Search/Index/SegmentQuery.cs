using GroupChat.Chat.Search.Folding;
using GroupChat.Chat.Search.Querying;

namespace GroupChat.Chat.Search.Index;

/// <summary>What a segment is asked: terms of the index that a message has to have, and ranges of which it has to have one.</summary>
internal sealed class SegmentQuery
{
    /// <summary>Where checking a message costs as much as reading this many bytes of postings, reading on does not pay.</summary>
    private const int BytesPerCheck = 4096;

    private readonly List<long> _terms = [];
    private readonly List<(long First, long Last)> _ranges = [];

    public SegmentQuery(SearchQuery query)
    {
        foreach (var term in query.Terms)
        {
            var whole = Grams.Within(term.Text);
            if (whole.Count > 0)
                _terms.AddRange(whole);
            else
                _ranges.Add(Grams.Beginning(term.Text));
        }

        if (query.Author is { } author)
            _terms.Add(Facets.Author(author));
        if (query.Mentioned is { } mentioned)
            _terms.Add(Facets.Mention(mentioned));
    }

    /// <summary>Numbers of the messages that may be meant, ascending: all that are, and some that are not.</summary>
    public List<int> Run(ISegmentPages pages)
    {
        var wanted = new List<ReadOnlyMemory<byte>>(_terms.Count);
        foreach (var term in _terms)
        {
            if (pages.Find(term) is not { IsEmpty: false } postings)
                return [];
            wanted.Add(postings);
        }

        wanted.Sort(static (left, right) => left.Length.CompareTo(right.Length));
        List<int>? found = null;
        foreach (var postings in wanted)
        {
            if (found is null)
                Postings.Read(postings.Span, found = []);
            else if (found.Count == 0 || postings.Length / BytesPerCheck > found.Count)
                break;
            else
                Postings.Intersect(postings.Span, found);
        }

        foreach (var (first, last) in _ranges)
            found = Union(pages, first, last, found);
        return found ?? [];
    }

    private static List<int> Union(ISegmentPages pages, long first, long last, List<int>? found)
    {
        if (found is { Count: 0 })
            return found;
        var marks = new bool[pages.MessageCount];
        foreach (var postings in pages.Range(first, last))
            Postings.Mark(postings.Span, marks);
        if (found is null)
            return [.. Enumerable.Range(0, marks.Length).Where(number => marks[number])];
        found.RemoveAll(number => !marks[number]);
        return found;
    }
}
