using System.Globalization;

namespace GroupChat.Cli.Terminal;

/// <summary>Breaks text into lines that fit a number of cells, at spaces where it can and inside a word where it must.</summary>
internal static class TextWrap
{
    /// <param name="text">Text without control characters but LF.</param>
    /// <param name="first">Cells of the first line.</param>
    /// <param name="rest">Cells of every further line.</param>
    public static List<string> Lines(string text, int first, int rest)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
            WrapParagraph(paragraph, lines, Math.Max(2, first), Math.Max(2, rest));
        return lines;
    }

    /// <summary>The text, or its beginning and "…" when it does not fit.</summary>
    public static string Cut(string text, int cells)
    {
        if (CellWidth.Of(text) <= cells)
            return text;
        return cells < 1 ? "" : text[..FittingLength(text, cells - 1, out _)] + "…";
    }

    private static void WrapParagraph(string paragraph, List<string> lines, int first, int rest)
    {
        var remaining = paragraph.AsSpan();
        while (true)
        {
            var room = lines.Count == 0 ? first : rest;
            var fits = FittingLength(remaining, room, out var fitsAll);
            if (fitsAll)
            {
                lines.Add(remaining.ToString());
                return;
            }
            var end = BreakAt(remaining, fits);
            lines.Add(remaining[..end].TrimEnd(' ').ToString());
            remaining = remaining[end..].TrimStart(' ');
        }
    }

    /// <summary>After the last space that fits, unless that would leave the line empty.</summary>
    private static int BreakAt(ReadOnlySpan<char> text, int fits)
    {
        if (text[fits] == ' ')
            return fits;
        var space = text[..fits].LastIndexOf(' ');
        return space > 0 && !text[..space].IsWhiteSpace() ? space + 1 : Math.Max(1, fits);
    }

    private static int FittingLength(ReadOnlySpan<char> text, int cells, out bool fitsAll)
    {
        var width = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text[at..]);
            width += CellWidth.OfElement(text.Slice(at, length));
            if (width > cells)
            {
                fitsAll = false;
                return at;
            }
            at += length;
        }
        fitsAll = true;
        return text.Length;
    }
}
