using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// The postings of one term, in the order of their slots. It only grows, with one writer at a time and any number of readers that
/// take no lock: a posting is written before the count that reveals it. Every other term is in one point only, and needs no array.
/// </summary>
internal sealed class PostingList(Posting first)
{
    private readonly Posting _first = first;
    private Posting[]? _all;
    private int _count = 1;

    /// <summary>What has been published so far. The count is read first: the array seen after it is at least as new.</summary>
    public ReadOnlySpan<Posting> Span => Volatile.Read(ref _count) is > 1 and var count
        ? Volatile.Read(ref _all).AsSpan(0, count)
        : MemoryMarshal.CreateReadOnlySpan(in _first, 1);

    public void Add(Posting posting)
    {
        if (_all is null || _count == _all.Length)
        {
            var grown = new Posting[_count + (_count / 2) + 1];
            Span.CopyTo(grown);
            Volatile.Write(ref _all, grown);
        }

        _all[_count] = posting;
        Volatile.Write(ref _count, _count + 1);
    }
}
