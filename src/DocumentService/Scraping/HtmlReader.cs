using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Turns a page into its title and the Markdown of its main content. Nothing is executed and nothing is loaded; a page
/// built to exhaust the reader is PAGE_TOO_LARGE.
/// </summary>
internal static class HtmlReader
{
    private const int MaxTitle = 300;

    public static HtmlPage Read(string html, TimeProvider time)
    {
        using var document = new HtmlParser(new HtmlBudget(time).Options()).ParseDocument(html);
        var root = HtmlContent.Root(document);
        var markdown = root is null ? "" : HtmlToMarkdown.Convert(root);
        if (string.IsNullOrWhiteSpace(markdown) && document.Body is { } body && body != root)
            markdown = HtmlToMarkdown.Convert(body);
        return new(Title(document), markdown);
    }

    private static string Title(IDocument document)
    {
        var title = new InlineText();
        title.Add(document.QuerySelector("title")?.TextContent ?? "");
        if (title.IsEmpty && document.QuerySelector("h1") is { } heading)
            title.Add(heading.TextContent);
        return Shorten(title.ToString());
    }

    private static string Shorten(string title)
    {
        var runes = title.EnumerateRunes().Take(MaxTitle + 1).ToList();
        return runes.Count <= MaxTitle ? title : string.Concat(runes.Take(MaxTitle - 1).Select(rune => rune.ToString())) + "…";
    }
}
