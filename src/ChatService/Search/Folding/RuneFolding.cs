using System.Globalization;
using System.Text;
using GroupChat.ServiceDefaults.Text;

namespace GroupChat.Chat.Search.Folding;

/// <summary>
/// How single code points and clusters fold: compatibility decomposition, lower case, marks that only shade a letter left out,
/// the rest composed again. What single code points become is kept, page by page, as they are met.
/// </summary>
internal static class RuneFolding
{
    private const int PageSize = 256;
    private const int CyrillicI = 0x0438;
    private const int Breve = 0x0306;

    private static readonly Entry[]?[] Pages = new Entry[]?[0x110000 / PageSize];

    /// <summary>Its folded text, and whether it belongs to the code point before it.</summary>
    public readonly record struct Entry(string Text, bool IsTrailing);

    public static Entry Of(int point)
    {
        var page = Volatile.Read(ref Pages[point / PageSize]) ?? Fill(point / PageSize);
        return page[point % PageSize];
    }

    public static string Fold(ReadOnlySpan<char> cluster)
    {
        var points = new List<int>(cluster.Length + 4);
        Normalization.Decompose(cluster, points);
        var kept = new List<int>(points.Count);
        foreach (var point in points)
            Add(kept, point);
        Normalization.Compose(kept);
        var text = new StringBuilder(kept.Count);
        foreach (var point in kept)
            text.Append(new Rune(point));
        return text.ToString();
    }

    private static void Add(List<int> kept, int point)
    {
        var lower = Rune.ToLowerInvariant(new Rune(point));
        if (point == Breve && kept is [.., CyrillicI])
            kept.Add(point); // a letter of its own, not a shade
        else if (LookAlikes.Of(lower.Value) is { } other)
            kept.AddRange(other.Select(c => (int)c));
        else if (!ShadingMarks.Contains(lower.Value))
            AddByKind(kept, lower);
    }

    private static void AddByKind(List<int> kept, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                kept.Add(' ');
                break;
            case UnicodeCategory.DecimalDigitNumber:
                kept.Add('0' + (int)Rune.GetNumericValue(rune));
                break;
            default:
                kept.Add(rune.Value);
                break;
        }
    }

    // Two threads may fill the same page; what they write is the same.
    private static Entry[] Fill(int number)
    {
        var page = new Entry[PageSize];
        Span<char> text = stackalloc char[2];
        for (var i = 0; i < PageSize; i++)
        {
            var point = (number * PageSize) + i;
            if (!Rune.IsValid(point))
                continue;
            var rune = new Rune(point);
            var isTrailing = Normalization.IsTrailing(point) || ShadingMarks.Contains(point)
                || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
            page[i] = new(Fold(text[..rune.EncodeToUtf16(text)]), isTrailing);
        }

        Volatile.Write(ref Pages[number], page);
        return page;
    }
}
