using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace GroupChat.Bench.Hybrid;

/// <summary>A folder of HTML pages: each heading begins a section, paragraphs and listings up to the next are what it says.</summary>
internal static class HtmlPages
{
    private static readonly HashSet<string> Paragraphs = new(StringComparer.OrdinalIgnoreCase) { "p", "pre", "dt", "td", "th", "li" };

    public static DocumentSet? Read(string name, string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        var set = new DocumentSet(name);
        var parser = new HtmlParser();
        foreach (var file in Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Where(IsText).Order(StringComparer.Ordinal))
            Read(set, Path.GetRelativePath(folder, file), parser.ParseDocument(File.ReadAllText(file)));
        return set;
    }

    // Not what lists other pages, and not a change log of ten years.
    private static bool IsText(string file) =>
        !Path.GetFileName(file).StartsWith("genindex", StringComparison.Ordinal) && !file.Contains("/whatsnew/", StringComparison.Ordinal)
            && Path.GetFileName(file) is not ("contents.html" or "bookindex.html" or "changelog.html" or "search.html" or "py-modindex.html");

    private static void Read(DocumentSet set, string file, IDocument page)
    {
        foreach (var noise in page.QuerySelectorAll("script, style, nav, .toc, .navheader, .navfooter, .sphinxsidebar, .related, .footer, .headerlink").ToArray())
            noise.Remove();
        var (title, paragraphs, number) = ("", new List<string>(), 0);
        foreach (var element in page.Body?.QuerySelectorAll("h1, h2, h3, h4, h5, p, pre, dt, td, th, li") ?? Enumerable.Empty<IElement>())
        {
            if (element.LocalName[0] == 'h' && element.LocalName != "th")
            {
                End();
                title = Tidy(element);
            }
            else if (!HasParagraphs(element))
            {
                paragraphs.Add(Tidy(element));
            }
        }

        End();

        void End()
        {
            set.Add($"{file}#{number++}", WithoutNumber(title), paragraphs.Where(text => text.Length > 0));
            paragraphs.Clear();
        }
    }

    // What lies within is met by itself.
    private static bool HasParagraphs(IElement element) => element.Descendants<IElement>().Any(inner => Paragraphs.Contains(inner.LocalName));

    private static string Tidy(IElement element) =>
        element.LocalName == "pre" ? element.TextContent.Trim() : string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string WithoutNumber(string title) => title.TrimStart("0123456789. \u00A0".ToCharArray());
}
