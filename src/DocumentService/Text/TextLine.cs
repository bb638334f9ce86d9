namespace GroupChat.Documents.Text;

/// <summary>One line of the canonical text: where it is, how deep it is indented and what it says after that.</summary>
internal readonly ref struct TextLine
{
    private TextLine(ByteRange range, int indent, ReadOnlySpan<byte> content)
    {
        Range = range;
        Indent = indent;
        Content = content;
    }

    /// <summary>The line without its line end.</summary>
    public ByteRange Range { get; }

    /// <summary>Columns of leading white space; a tab goes to the next multiple of four.</summary>
    public int Indent { get; }

    /// <summary>The line without leading and trailing blanks.</summary>
    public ReadOnlySpan<byte> Content { get; }

    public bool IsBlank => Content.IsEmpty;

    /// <summary>The line that begins at <paramref name="start"/>.</summary>
    public static TextLine At(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOf((byte)'\n');
        var end = length < 0 ? text.Length : start + length;
        var line = text[start..end];
        var indent = 0;
        var skip = 0;
        for (; skip < line.Length && line[skip] is (byte)' ' or (byte)'\t'; skip++)
            indent = line[skip] == ' ' ? indent + 1 : indent / 4 * 4 + 4;
        return new(new(start, end), indent, line[skip..].TrimEnd(" \t"u8));
    }
}
