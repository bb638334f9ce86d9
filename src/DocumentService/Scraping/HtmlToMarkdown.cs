using System.Globalization;
using AngleSharp.Dom;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Walks a page's content and writes it as Markdown: headings, paragraphs, lists, quotes, code and tables; emphasis and
/// links as their words only, so that a quote reads as the page does. Depth is bounded by the parser.
/// </summary>
internal sealed class HtmlToMarkdown
{
    private readonly MarkdownWriter _writer = new();
    private readonly bool _wholeBody;

    private HtmlToMarkdown(bool wholeBody) => _wholeBody = wholeBody;

    public static string Convert(IElement root)
    {
        var converter = new HtmlToMarkdown(root.LocalName == "body");
        converter.Children(root);
        return converter._writer.ToString();
    }

    private void Children(INode node)
    {
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText text)
                _writer.Text(text.Data);
            else if (child is IElement element && !HtmlContent.IsSkipped(element, _wholeBody))
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Heading(element);
                break;
            case "br":
                _writer.Line();
                break;
            case "ul" or "ol" or "menu":
                List(element);
                break;
            case "blockquote":
                Apart(() => _writer.Indented("> ", "> ", () => Children(element)));
                break;
            case "pre":
                Code(element);
                break;
            case "code" or "kbd" or "samp" when Inline(element) is { Length: > 0 } code && !code.Contains('`', StringComparison.Ordinal):
                _writer.Text($"`{code}`");
                break;
            case "table" when HtmlTable.Read(element, Inline) is { } rows:
                Apart(() => rows.ForEach(_writer.Verbatim));
                break;
            case "td" or "th" or "dt" or "dd" or "figcaption" or "summary" or "caption" or "tr":
                _writer.Line();
                Children(element);
                _writer.Line();
                break;
            default:
                if (IsBlock(element.LocalName))
                    Apart(() => Children(element));
                else
                    Children(element);
                break;
        }
    }

    private void Heading(IElement element)
    {
        if (Inline(element) is { Length: > 0 } text)
            Apart(() => _writer.Verbatim(new string('#', element.LocalName[1] - '0') + " " + text));
    }

    private void List(IElement list)
    {
        var ordered = list.LocalName == "ol";
        var number = int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        _writer.Block();
        for (var child = list.FirstElementChild; child is not null; child = child.NextElementSibling)
        {
            if (HtmlContent.IsSkipped(child, _wholeBody))
                continue;
            var item = child;
            var marker = ordered ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ";
            number = number < int.MaxValue ? number + 1 : number;
            _writer.Line();
            _writer.Indented(marker, new string(' ', marker.Length), () => Item(item));
            _writer.Line();
        }
        _writer.Block();
    }

    private void Item(IElement item)
    {
        if (item.LocalName is "li")
            Children(item);
        else
            Element(item);
    }

    private void Code(IElement pre)
    {
        var text = pre.TextContent.Replace("\r\n", "\n", StringComparison.Ordinal).Trim('\n');
        if (string.IsNullOrWhiteSpace(text))
            return;
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal) && fence.Length < 20)
            fence += "`";
        _writer.Block();
        _writer.Verbatim(fence + Language(pre));
        foreach (var line in text.Split('\n'))
            _writer.Verbatim(line.TrimEnd());
        _writer.Verbatim(fence);
        _writer.Block();
    }

    /// <summary>By the convention <c>class="language-x"</c> on the pre or its code element.</summary>
    private static string Language(IElement pre)
    {
        var names = pre.ClassList.Concat(pre.FirstElementChild?.ClassList ?? Enumerable.Empty<string>());
        var language = names.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?["language-".Length..];
        return language is { Length: <= 20 } && language.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '#') ? language : "";
    }

    private void Apart(Action write)
    {
        _writer.Block();
        write();
        _writer.Block();
    }

    /// <summary>The words of an element on one line.</summary>
    private string Inline(IElement element)
    {
        var text = new InlineText();
        Collect(element, text);
        return text.ToString();
    }

    private void Collect(INode node, InlineText text)
    {
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText words)
                text.Add(words.Data);
            else if (child is IElement element && !HtmlContent.IsSkipped(element, _wholeBody))
            {
                var apart = element.LocalName is "br" || IsBlock(element.LocalName);
                text.Add(apart ? " " : "");
                Collect(element, text);
                text.Add(apart ? " " : "");
            }
        }
    }

    private static bool IsBlock(string name) => name is "p" or "div" or "section" or "article" or "main" or "header" or "figure"
        or "details" or "address" or "dl" or "li" or "table" or "tbody" or "thead" or "tfoot" or "center" or "fieldset" or "hr"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "pre" or "blockquote";
}
