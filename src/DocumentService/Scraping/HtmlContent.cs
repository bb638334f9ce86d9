using AngleSharp.Dom;

namespace GroupChat.Documents.Scraping;

/// <summary>Tells the content of a page from what surrounds it, and what can be seen from what cannot.</summary>
internal static class HtmlContent
{
    private static readonly HashSet<string> Never = new(
        ["script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "input", "textarea", "dialog", "svg",
         "math", "canvas", "video", "audio", "iframe", "object", "embed", "head", "title", "map"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] HiddenRoles = ["navigation", "banner", "contentinfo", "search", "complementary"];

    private static readonly string[] HidingStyles = ["display:none", "visibility:hidden", "font-size:0", "opacity:0"];

    /// <summary>The element to read: main, else the only article, else the body.</summary>
    public static IElement? Root(IDocument document)
    {
        var main = document.QuerySelector("main") ?? document.QuerySelector("[role=main]");
        if (main is not null && HasWords(main))
            return main;
        var articles = document.QuerySelectorAll("article");
        return articles.Length == 1 && HasWords(articles[0]) ? articles[0] : document.Body;
    }

    /// <summary>
    /// True for what is not part of the text: machinery, navigation, and above all what a reader of the page would not see
    /// but a language model would obey.
    /// </summary>
    public static bool IsSkipped(IElement element, bool wholeBody)
    {
        if (Never.Contains(element.LocalName) || element.LocalName == "footer" || wholeBody && element.LocalName == "header")
            return true;
        return element.Attributes.Length > 0 && IsHidden(element);
    }

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            return true;
        if (element.GetAttribute("role") is { } role && HiddenRoles.Contains(role))
            return true;
        return element.GetAttribute("style") is { Length: < 2000 } style && Hides(style);
    }

    private static bool Hides(string style)
    {
        var bare = style.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        foreach (var hiding in HidingStyles)
        {
            // opacity:0.9 and font-size:0.8em are to be seen.
            var at = bare.IndexOf(hiding, StringComparison.Ordinal);
            if (at >= 0 && (at + hiding.Length == bare.Length || bare[at + hiding.Length] is ';' or '!' or 'p'))
                return true;
        }
        return false;
    }

    private static bool HasWords(IElement element) => !string.IsNullOrWhiteSpace(element.TextContent);
}
