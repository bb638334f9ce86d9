using System.Runtime.InteropServices;

namespace GroupChat.Chat.Search.Index;

/// <summary>Makes a segment of messages that come in the order of their places.</summary>
internal sealed class SegmentBuilder
{
    private readonly List<SearchPlace> _places = [];
    private readonly Dictionary<long, List<int>> _numbers = [];

    /// <param name="place">Beyond every one added before.</param>
    /// <param name="grams">What it can be found by; the same one may come more than once.</param>
    public void Add(SearchPlace place, List<long> grams)
    {
        var number = _places.Count;
        _places.Add(place);
        foreach (var gram in grams)
        {
            ref var numbers = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, gram, out _);
            numbers ??= new(2);
            if (numbers.Count == 0 || numbers[^1] != number)
                numbers.Add(number);
        }
    }

    public Segment Build()
    {
        var writer = new PageWriter();
        var grams = new long[_numbers.Count];
        _numbers.Keys.CopyTo(grams, 0);
        Array.Sort(grams);
        foreach (var gram in grams)
            writer.Add(gram, CollectionsMarshal.AsSpan(_numbers[gram]));
        return new([.. _places], writer.Close());
    }
}
