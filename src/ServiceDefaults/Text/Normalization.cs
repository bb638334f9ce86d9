using System.Runtime.InteropServices;

namespace GroupChat.ServiceDefaults.Text;

/// <summary>
/// Unicode normalization (UAX #15) over code points. Own tables, because the process runs without ICU, where String.Normalize
/// returns what it is given.
/// </summary>
public static class Normalization
{
    /// <summary>Adds the text's compatibility decomposition, with the marks after each base in canonical order.</summary>
    public static void Decompose(ReadOnlySpan<char> text, List<int> points)
    {
        var table = NfkcTable.Instance;
        var begin = points.Count;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                points.Add(rune.Value);
                continue;
            }

            if (Hangul.TryDecompose(rune.Value, points))
                continue;
            var parts = table.Decomposition(rune.Value);
            if (parts.IsEmpty)
                points.Add(rune.Value);
            else
                points.AddRange(parts);
        }

        Reorder(points, begin, table);
    }

    /// <summary>Joins what has a composed form, in place: decomposed points become form KC.</summary>
    public static void Compose(List<int> points)
    {
        var table = NfkcTable.Instance;
        var kept = 0;
        int starter = -1, previousRank = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var rank = table.CombiningClass(point);
            var reachable = starter >= 0 && (starter == kept - 1 || previousRank < rank);
            if (reachable && TryCompose(table, points[starter], point, out var composed))
            {
                points[starter] = composed;
                continue;
            }

            if (rank == 0)
                starter = kept;
            previousRank = rank;
            points[kept++] = point;
        }

        CollectionsMarshal.SetCount(points, kept);
    }

    /// <summary>Whether a code point may change together with what stands before it: a mark, or the second half of a composed letter.</summary>
    public static bool IsTrailing(int point)
    {
        var table = NfkcTable.Instance;
        var parts = table.Decomposition(point);
        var first = parts.IsEmpty ? point : parts[0];
        return table.CombiningClass(first) != 0 || table.IsSecond(first) || Hangul.IsTrailing(first);
    }

    /// <summary>Marks after one base are sorted by combining class; marks of one class keep their order.</summary>
    private static void Reorder(List<int> points, int begin, NfkcTable table)
    {
        for (var start = begin; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && table.CombiningClass(points[end]) != 0)
                end++;
            if (end - start > 1)
                SortMarks(CollectionsMarshal.AsSpan(points)[start..end], table);
            start = end;
        }
    }

    // A stable sort that stays quick on hostile text: thousands of marks on one base.
    private static void SortMarks(Span<int> marks, NfkcTable table)
    {
        var sorted = marks.ToArray().OrderBy(mark => table.CombiningClass(mark)).ToArray();
        sorted.CopyTo(marks);
    }

    private static bool TryCompose(NfkcTable table, int first, int second, out int composed) =>
        Hangul.TryCompose(first, second, out composed) || table.TryCompose(first, second, out composed);
}
