namespace GroupChat.Documents.Text;

/// <summary>
/// Structure of Markdown: one pass over the lines, block level only. Passages need to know where sections, items, fences
/// and tables begin and end, in bytes; a full parser would build the inline tree as well, in characters, and takes time
/// quadratic in hostile input. This takes linear time whatever it is given.
/// </summary>
internal sealed class MarkdownBlocks
{
    private const int MaxFrontMatterLines = 200;

    private readonly CanonicalText _text;
    private readonly HeadingTrail _trail = new();
    private readonly List<Block> _blocks = [];

    private BlockKind? _open;
    private int _start;
    private int _end;
    private int _lastLine;
    private bool _blankSeen;
    private int _itemIndent;
    private byte _fenceMark;
    private int _fenceLength;

    private MarkdownBlocks(CanonicalText text) => _text = text;

    public static List<Block> Read(CanonicalText text)
    {
        var reader = new MarkdownBlocks(text);
        for (var at = reader.ReadFrontMatter(); at < text.Length;)
        {
            var line = TextLine.At(text.Bytes, at);
            if (!reader.Continues(line))
                reader.Begin(line);
            at = line.Range.End + 1;
        }
        reader.Close();
        return reader._blocks;
    }

    /// <summary>A metadata block between <c>---</c> lines at the very top would otherwise be read as a heading.</summary>
    private int ReadFrontMatter()
    {
        var first = TextLine.At(_text.Bytes, 0);
        if (!first.Content.SequenceEqual("---"u8))
            return 0;
        var at = first.Range.End + 1;
        for (var lines = 0; lines < MaxFrontMatterLines && at < _text.Length; lines++)
        {
            var line = TextLine.At(_text.Bytes, at);
            at = line.Range.End + 1;
            if (line.IsBlank)
                return 0;
            if (line.Content.SequenceEqual("---"u8) || line.Content.SequenceEqual("..."u8))
            {
                _blocks.Add(new(BlockKind.Code, new(0, line.Range.End), []));
                return at;
            }
        }
        return 0;
    }

    /// <summary>True when the line belongs to the open block, or is blank.</summary>
    private bool Continues(in TextLine line)
    {
        if (_fenceMark != 0)
            return ContinueFence(line);
        if (line.IsBlank)
        {
            _blankSeen = true;
            if (_open is BlockKind.Paragraph or BlockKind.Table or BlockKind.Quote)
                Close();
            return true;
        }
        return _open switch
        {
            BlockKind.Paragraph => ContinueParagraph(line),
            BlockKind.ListItem => ContinueItem(line),
            BlockKind.Code => line.Indent >= 4 && Extend(line),
            BlockKind.Table => !MarkdownSyntax.Interrupts(line) && Extend(line),
            BlockKind.Quote => (MarkdownSyntax.IsQuote(line) || !MarkdownSyntax.Interrupts(line)) && Extend(line),
            _ => false,
        };
    }

    private bool ContinueFence(in TextLine line)
    {
        if (!line.IsBlank)
            Extend(line);
        if (MarkdownSyntax.ClosesFence(line, _fenceMark, _fenceLength))
            Close();
        return true;
    }

    private bool ContinueParagraph(in TextLine line)
    {
        if (MarkdownSyntax.UnderlineLevel(line) is > 0 and var level)
        {
            var heading = TextLine.At(_text.Bytes, _lastLine);
            if (_lastLine > _start)
                SplitBeforeLastLine();
            Extend(line);
            CloseHeading(level, heading.Content);
            return true;
        }
        if (MarkdownSyntax.IsTableDelimiter(line) && _text.Bytes[_lastLine.._end].Contains((byte)'|'))
        {
            if (_lastLine > _start)
                SplitBeforeLastLine();
            _open = BlockKind.Table;
            return Extend(line);
        }
        return !MarkdownSyntax.Interrupts(line) && Extend(line);
    }

    private bool ContinueItem(in TextLine line)
    {
        if (line.Indent >= _itemIndent)
            return Extend(line);
        var lazy = !_blankSeen && !MarkdownSyntax.Interrupts(line) && MarkdownSyntax.MarkerWidth(line) == 0;
        return lazy && Extend(line);
    }

    private void Begin(in TextLine line)
    {
        Close();
        (_start, _end, _lastLine, _blankSeen) = (line.Range.Start, line.Range.End, line.Range.Start, false);
        if (MarkdownSyntax.FenceLength(line) is > 0 and var length)
            (_open, _fenceMark, _fenceLength) = (BlockKind.Code, line.Content[0], length);
        else if (MarkdownSyntax.HeadingLevel(line) is > 0 and var level)
            CloseHeading(level, line.Content[level..]);
        else if (MarkdownSyntax.IsQuote(line))
            _open = BlockKind.Quote;
        else if (MarkdownSyntax.IsThematicBreak(line))
            Emit(BlockKind.Paragraph);
        else if (line.Indent >= 4)
            _open = BlockKind.Code;
        else if (MarkdownSyntax.MarkerWidth(line) is > 0 and var width)
            (_open, _itemIndent) = (BlockKind.ListItem, line.Indent + width);
        else
            _open = BlockKind.Paragraph;
    }

    private bool Extend(in TextLine line)
    {
        (_end, _lastLine, _blankSeen) = (line.Range.End, line.Range.Start, false);
        return true;
    }

    /// <summary>The last line turned out to begin something else: what is above it stays a paragraph.</summary>
    private void SplitBeforeLastLine()
    {
        _blocks.Add(new(BlockKind.Paragraph, new(_start, _lastLine - 1), _trail.Current));
        _start = _lastLine;
    }

    private void CloseHeading(int level, ReadOnlySpan<byte> content)
    {
        _trail.Enter(level, HeadingText.Of(content));
        Emit(BlockKind.Heading);
    }

    private void Close()
    {
        if (_open is { } kind)
            Emit(kind);
    }

    private void Emit(BlockKind kind)
    {
        _blocks.Add(new(kind, new(_start, _end), _trail.Current));
        _open = null;
        _fenceMark = 0;
    }
}
