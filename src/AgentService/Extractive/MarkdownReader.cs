namespace GroupChat.Agents.Extractive;

/// <summary>
/// Cuts a passage into paragraphs, list items, table rows, headings and whole code blocks. It needs no full Markdown
/// parser: what matters is where a quotation may begin and end, and that every block is an exact slice.
/// </summary>
internal sealed class MarkdownReader
{
    private readonly List<MarkdownBlock> _blocks = [];
    private readonly List<TextLine> _lines;
    private readonly FenceMap _fences;
    private (int Start, int End, MarkdownBlockKind Kind)? _open;
    private bool _inList;

    private MarkdownReader(string text)
    {
        _lines = TextLine.Read(text);
        _fences = FenceMap.Of(_lines);
    }

    public static IReadOnlyList<MarkdownBlock> Read(string text)
    {
        var reader = new MarkdownReader(text);
        for (var index = 0; index < reader._lines.Count;)
            index = reader.ReadLine(index);
        reader.Flush();
        return reader._blocks;
    }

    private int ReadLine(int index)
    {
        var line = _lines[index];
        if (_fences.BlockAt(index) is { } fence)
        {
            Flush();
            if (fence.Whole)
                Add(_lines[fence.First], line.Start + line.Indent, _lines[fence.Last].End, MarkdownBlockKind.Code);
            return fence.Last + 1;
        }
        if (line.IsBlank)
            Flush();
        else if (_open is { Kind: MarkdownBlockKind.Paragraph } paragraph && line.IsUnderline)
            _open = paragraph with { Kind = MarkdownBlockKind.Heading };
        else if (line.IsFurniture || line.IsRule)
            Flush();
        else if (line.IsHeading)
            Whole(line, line.HeadingMarkerLength, MarkdownBlockKind.Heading);
        else if (line.IsTableRow)
            ReadTableRow(index);
        else if (line.Indent >= 4 && _open is null && !_inList)
            return ReadIndentedCode(index);
        else
            ReadText(line);
        return index + 1;
    }

    private void ReadText(TextLine line)
    {
        var marker = line.MarkerLength;
        if (marker > line.Indent && !(IsQuotation(line) && _open is not null))
        {
            Flush();
            var kind = IsQuotation(line) ? MarkdownBlockKind.Paragraph : MarkdownBlockKind.ListItem;
            _open = (line.Start + marker, EndOf(line), kind);
            _inList = kind == MarkdownBlockKind.ListItem;
        }
        else if (_open is { } open)
        {
            _open = open with { End = EndOf(line) };
        }
        else
        {
            _inList &= line.Indent > 0;
            _open = (line.Start + line.Indent, EndOf(line), MarkdownBlockKind.Paragraph);
        }
    }

    private void ReadTableRow(int index)
    {
        var isHeader = index + 1 < _lines.Count && _lines[index + 1].IsTableRule;
        if (isHeader || _lines[index].IsTableRule)
            Flush();
        else
            Whole(_lines[index], _lines[index].Indent, MarkdownBlockKind.TableRow);
    }

    private int ReadIndentedCode(int index)
    {
        var last = index;
        for (var next = index + 1; next < _lines.Count && (_lines[next].IsBlank || _lines[next].Indent >= 4); next++)
            last = _lines[next].IsBlank ? last : next;
        Add(_lines[index], _lines[index].Start, _lines[last].End, MarkdownBlockKind.Code);
        return last + 1;
    }

    private void Whole(TextLine line, int marker, MarkdownBlockKind kind)
    {
        Flush();
        _inList = false;
        Add(line, line.Start + marker, EndOf(line), kind);
    }

    private void Flush()
    {
        if (_open is { } open && open.End > open.Start)
            _blocks.Add(new MarkdownBlock(open.Start, open.End, open.Kind));
        _open = null;
    }

    private void Add(TextLine first, int start, int end, MarkdownBlockKind kind)
    {
        if (end > Math.Max(start, first.Start))
            _blocks.Add(new MarkdownBlock(start, end, kind));
    }

    private static bool IsQuotation(TextLine line) => line.Trimmed.StartsWith('>');

    private static int EndOf(TextLine line) => line.Start + line.Content.TrimEnd().Length;
}
