using System.Runtime.InteropServices;

namespace GroupChat.Chat.Search.Index;

/// <summary>Makes one segment of several, leaving some messages out. Costs as much as reading and writing them once.</summary>
internal static class SegmentMerge
{
    /// <param name="segments">No message twice among those that are kept.</param>
    /// <param name="keeps">Whether a message of the n-th segment stays.</param>
    public static Segment Run(IReadOnlyList<Segment> segments, Func<int, SearchPlace, bool> keeps)
    {
        var kept = new List<(SearchPlace Place, int Segment, int Number)>();
        for (var i = 0; i < segments.Count; i++)
        {
            for (var number = 0; number < segments[i].Places.Length; number++)
            {
                if (keeps(i, segments[i].Places[number]))
                    kept.Add((segments[i].Places[number], i, number));
            }
        }

        kept.Sort(static (left, right) => left.Place.CompareTo(right.Place));
        var numbers = segments.Select(segment => new int[segment.Places.Length]).ToArray();
        foreach (var map in numbers)
            Array.Fill(map, -1);
        for (var i = 0; i < kept.Count; i++)
            numbers[kept[i].Segment][kept[i].Number] = i;
        return new([.. kept.Select(message => message.Place)], MergePages(segments, numbers));
    }

    private static IReadOnlyList<SegmentPage> MergePages(IReadOnlyList<Segment> segments, int[][] numbers)
    {
        var heads = new PriorityQueue<GramCursor, (long, int)>();
        for (var i = 0; i < segments.Count; i++)
            Enqueue(heads, new GramCursor(segments[i].Pages, numbers[i], i));
        var writer = new PageWriter();
        List<int> read = [], merged = [];
        while (heads.TryPeek(out var first, out _))
        {
            var gram = first.Gram;
            merged.Clear();
            while (heads.TryPeek(out var cursor, out _) && cursor.Gram == gram)
            {
                heads.Dequeue();
                cursor.Map(read, merged);
                Enqueue(heads, cursor);
            }

            // Segments follow one another in time as a rule, and then this is sorted already.
            merged.Sort();
            if (merged.Count > 0)
                writer.Add(gram, CollectionsMarshal.AsSpan(merged));
        }

        return writer.Close();
    }

    private static void Enqueue(PriorityQueue<GramCursor, (long, int)> heads, GramCursor cursor)
    {
        if (cursor.Next())
            heads.Enqueue(cursor, (cursor.Gram, cursor.Order));
    }

    /// <summary>Walks through the grams of a segment.</summary>
    private sealed class GramCursor(IReadOnlyList<SegmentPage> pages, int[] numbers, int order)
    {
        private int _page = -1;
        private PageCursor _cursor;

        public int Order => order;

        public long Gram => _cursor.Gram;

        public bool Next()
        {
            while (_page < 0 || !_cursor.Next())
            {
                if (++_page >= pages.Count)
                    return false;
                _cursor = new PageCursor(pages[_page]);
            }

            return true;
        }

        public void Map(List<int> read, List<int> merged)
        {
            read.Clear();
            Postings.Read(_cursor.Postings.Span, read);
            foreach (var number in read)
            {
                if (numbers[number] >= 0)
                    merged.Add(numbers[number]);
            }
        }
    }
}
