using System.Text.RegularExpressions;

namespace GroupChat.Agents.Extractive;

/// <summary>A line of a passage and the Markdown it begins with.</summary>
internal readonly partial record struct TextLine(int Start, int End, string Content)
{
    public string Trimmed => Content.Trim();

    private string Compact => Content.Replace(" ", "", StringComparison.Ordinal);

    public int Indent => Content.Length - Content.TrimStart().Length;

    public bool IsBlank => string.IsNullOrWhiteSpace(Content);

    public bool IsHeading => Heading().IsMatch(Content);

    public bool IsRule => Indent < 4 && Compact is [var mark, _, _, ..] compact && mark is '-' or '*' or '_' && compact.All(c => c == mark);

    /// <summary>Underlines the paragraph above it into a heading.</summary>
    public bool IsUnderline => Indent < 4 && Trimmed is [var mark, ..] all && (mark == '=' || (mark == '-' && all.Length > 1)) && all.All(c => c == mark);

    public bool IsTableRow => Trimmed.StartsWith('|');

    public bool IsTableRule => Trimmed.Contains("--", StringComparison.Ordinal) && Trimmed.All(static c => c is ' ' or ':' or '|' or '-');

    /// <summary>Link definitions, lone images, badges and comments: nothing to quote.</summary>
    public bool IsFurniture => Trimmed switch
    {
        ['!', '[', .., ')'] => true,
        ['[', '!', '[', ..] => true,
        ['<', '!', '-', '-', .., '-', '-', '>'] => true,
        ['[', ..] definition => definition.IndexOf("]: ", StringComparison.Ordinal) is var at and > 0 && definition.IndexOf(']', StringComparison.Ordinal) == at,
        _ => false,
    };

    /// <summary>How many characters the list, task or quotation marker takes; zero when there is none.</summary>
    public int MarkerLength => Marker().Match(Content).Length;

    public int HeadingMarkerLength => Heading().Match(Content).Length;

    /// <summary>The backticks or tildes that open or close a fence; null on other lines.</summary>
    public string? Fence => FenceMark().Match(Content) is { Success: true } mark ? mark.Groups[1].Value : null;

    /// <summary>True for a fence that names a language, which only an opening one does.</summary>
    public bool OpensFence => Fence is { } mark && Trimmed.Length > mark.Length;

    public static List<TextLine> Read(string text)
    {
        var lines = new List<TextLine>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at : text.Length;
            lines.Add(new TextLine(start, end, text[start..end].TrimEnd('\r')));
            start = end + 1;
        }
        return lines;
    }

    [GeneratedRegex(@"^ {0,3}#{1,6}\s+")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(>\s?)*([-*+]\s+|\d{1,9}[.)]\s+)?(\[[ xX]\]\s+)?")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*(`{3,}|~{3,})")]
    private static partial Regex FenceMark();
}
