namespace GroupChat.Documents.Text;

/// <summary>What a single line of Markdown can be, by CommonMark's rules for block starts and GFM's for tables.</summary>
internal static class MarkdownSyntax
{
    /// <summary>Deeper indentation than this is indented code, not a block start.</summary>
    private const int MaxIndent = 3;

    /// <summary>1 to 6 for an ATX heading, else 0.</summary>
    public static int HeadingLevel(in TextLine line)
    {
        var level = line.Content.IndexOfAnyExcept((byte)'#');
        level = level < 0 ? line.Content.Length : level;
        var opens = line.Indent <= MaxIndent && level is >= 1 and <= 6;
        return opens && (level == line.Content.Length || line.Content[level] is (byte)' ' or (byte)'\t') ? level : 0;
    }

    /// <summary>1 or 2 when the line underlines the paragraph above it into a heading, else 0.</summary>
    public static int UnderlineLevel(in TextLine line)
    {
        if (line.Indent > MaxIndent || line.IsBlank)
            return 0;
        var level = line.Content[0] switch { (byte)'=' => 1, (byte)'-' => 2, _ => 0 };
        return level > 0 && line.Content.IndexOfAnyExcept(line.Content[0]) < 0 ? level : 0;
    }

    /// <summary>Length of a code fence that opens here, else 0.</summary>
    public static int FenceLength(in TextLine line)
    {
        if (line.Indent > MaxIndent || line.IsBlank || line.Content[0] is not ((byte)'`' or (byte)'~'))
            return 0;
        var length = line.Content.IndexOfAnyExcept(line.Content[0]);
        length = length < 0 ? line.Content.Length : length;
        // A backtick after the fence makes it a code span on one line.
        return length < 3 || line.Content[0] == '`' && line.Content[length..].Contains((byte)'`') ? 0 : length;
    }

    public static bool ClosesFence(in TextLine line, byte mark, int length) =>
        line.Indent <= MaxIndent && line.Content.Length >= length && line.Content.IndexOfAnyExcept(mark) < 0;

    public static bool IsQuote(in TextLine line) => line.Indent <= MaxIndent && line.Content.StartsWith(">"u8);

    public static bool IsThematicBreak(in TextLine line)
    {
        if (line.Indent > MaxIndent || line.IsBlank || line.Content[0] is not ((byte)'*' or (byte)'-' or (byte)'_'))
            return false;
        return line.Content.IndexOfAnyExcept(line.Content[0], (byte)' ', (byte)'\t') < 0 && line.Content.Count(line.Content[0]) >= 3;
    }

    /// <summary>Columns from the list marker to the item's content, else 0.</summary>
    public static int MarkerWidth(in TextLine line)
    {
        if (line.IsBlank)
            return 0;
        var content = line.Content;
        var digits = content[..Math.Min(content.Length, 9)].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? Math.Min(content.Length, 9) : digits;
        var bullet = digits == 0 && content[0] is (byte)'-' or (byte)'+' or (byte)'*';
        var number = digits > 0 && digits < content.Length && content[digits] is (byte)'.' or (byte)')';
        if (!bullet && !(number && digits > 0))
            return 0;
        var after = content[(digits + 1)..];
        if (after.IsEmpty)
            return digits + 2;
        var blanks = after.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return blanks == 0 ? 0 : digits + 1 + (blanks > 4 ? 1 : blanks);
    }

    /// <summary>True for GFM's delimiter row: cells of dashes with optional colons, and at least one pipe.</summary>
    public static bool IsTableDelimiter(in TextLine line)
    {
        if (line.Indent > MaxIndent || !line.Content.Contains((byte)'|') || line.Content.IndexOfAnyExcept("|-: \t"u8) >= 0)
            return false;
        foreach (var cell in line.Content.Trim("| \t"u8).Split((byte)'|'))
        {
            var dashes = line.Content.Trim("| \t"u8)[cell].Trim(" \t"u8);
            if (dashes.IsEmpty || dashes.Trim((byte)':').IndexOfAnyExcept((byte)'-') >= 0 || !dashes.Contains((byte)'-'))
                return false;
        }
        return true;
    }

    /// <summary>True when the line ends a paragraph by starting something else.</summary>
    public static bool Interrupts(in TextLine line) =>
        HeadingLevel(line) > 0 || FenceLength(line) > 0 || IsQuote(line) || IsThematicBreak(line)
        || line.Indent <= MaxIndent && MarkerWidth(line) > 0 && !StartsWithOddNumber(line);

    /// <summary>A number other than 1 at the start of a line is usually a sentence that was wrapped there.</summary>
    private static bool StartsWithOddNumber(in TextLine line) =>
        line.Content[0] is >= (byte)'0' and <= (byte)'9' && !line.Content.StartsWith("1."u8) && !line.Content.StartsWith("1)"u8);
}
