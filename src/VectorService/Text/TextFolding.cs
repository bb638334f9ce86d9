using System.Runtime.InteropServices;
using System.Text;

namespace GroupChat.Vectors.Text;

/// <summary>
/// Folds text to lower-case Unicode normalization form KC (UAX #15), so that full-width letters, ligatures and
/// decomposed accents meet their plain forms. Own tables, because the process runs without ICU.
/// </summary>
internal static class TextFolding
{
    public static string Fold(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Compose(Decompose(text)).ToLowerInvariant();

    private static List<int> Decompose(string text)
    {
        var table = NfkcTable.Instance;
        var points = new List<int>(text.Length + 16);
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

        Reorder(points, table);
        return points;
    }

    /// <summary>Marks after one base are sorted by combining class; marks of one class keep their order.</summary>
    private static void Reorder(List<int> points, NfkcTable table)
    {
        for (var start = 0; start < points.Count; start++)
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

    private static string Compose(List<int> points)
    {
        var table = NfkcTable.Instance;
        var kept = new List<int>(points.Count);
        int starter = -1, previousRank = 0;
        foreach (var point in points)
        {
            var rank = table.CombiningClass(point);
            var reachable = starter >= 0 && (starter == kept.Count - 1 || previousRank < rank);
            if (reachable && TryCompose(table, kept[starter], point, out var composed))
            {
                kept[starter] = composed;
                continue;
            }

            if (rank == 0)
                starter = kept.Count;
            previousRank = rank;
            kept.Add(point);
        }

        return ToText(kept);
    }

    private static bool TryCompose(NfkcTable table, int first, int second, out int composed) =>
        Hangul.TryCompose(first, second, out composed) || table.TryCompose(first, second, out composed);

    private static string ToText(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
            text.Append(new Rune(point));
        return text.ToString();
    }
}
