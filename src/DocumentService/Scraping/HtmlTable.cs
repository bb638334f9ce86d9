using AngleSharp.Dom;

namespace GroupChat.Documents.Scraping;

/// <summary>Reads a table of data as rows of Markdown; a table that lays out a page is left to be read as blocks.</summary>
internal static class HtmlTable
{
    private const int MaxColumns = 50;

    /// <summary>The rows, the first of them the header, or null when it is no table of data.</summary>
    public static List<string>? Read(IElement table, Func<IElement, string> text)
    {
        if (table.QuerySelector("table, ul, ol, pre, blockquote, h1, h2, h3, h4, h5, h6") is not null)
            return null;
        var rows = table.QuerySelectorAll("tr")
            .Select(row => row.Children.Where(IsCell).Select(cell => Escape(text(cell))).ToList())
            .Where(cells => cells.Count > 0)
            .ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(cells => cells.Count);
        if (columns is < 2 or > MaxColumns || rows.Count < 2)
            return null;
        var lines = rows.ConvertAll(cells => Line(cells.Concat(Enumerable.Repeat("", columns - cells.Count))));
        lines.Insert(1, Line(Enumerable.Repeat("---", columns)));
        return lines;
    }

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";
}
