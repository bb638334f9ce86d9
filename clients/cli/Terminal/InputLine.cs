using System.Globalization;
using System.Text;

namespace GroupChat.Cli.Terminal;

/// <summary>The piece of a long line that is shown, and the column of the cursor in it.</summary>
/// <param name="Shown">Text to print.</param>
/// <param name="CursorCells">Cells left of the cursor.</param>
internal readonly record struct InputLine(string Shown, int CursorCells)
{
    /// <summary>Shows the line around the cursor in at most <paramref name="cells"/> cells, one kept for the cursor at the end.</summary>
    public static InputLine Of(string text, int cursor, int cells)
    {
        var room = Math.Max(2, cells - 1);
        var elements = Elements(text);
        var cursorAt = elements.FindIndex(element => element.Start >= cursor);
        if (cursorAt < 0)
            cursorAt = elements.Count;

        // Go left from the cursor while it fits, then right with what is left.
        var first = cursorAt;
        var before = 0;
        while (first > 0 && before + elements[first - 1].Cells <= room)
            before += elements[--first].Cells;
        var shown = new StringBuilder();
        var used = 0;
        for (var at = first; at < elements.Count && used + elements[at].Cells <= room; at++)
        {
            shown.Append(elements[at].Text);
            used += elements[at].Cells;
        }
        return new(shown.ToString(), before);
    }

    private static List<(int Start, string Text, int Cells)> Elements(string text)
    {
        var elements = new List<(int, string, int)>();
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            var shown = Sanitizer.Line(text.Substring(at, length));
            elements.Add((at, shown, CellWidth.Of(shown)));
            at += length;
        }
        return elements;
    }
}
