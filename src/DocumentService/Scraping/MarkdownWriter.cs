using System.Text;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Writes Markdown line by line: keeps the prefix of quotes and list items on every line, collapses white space as a
/// browser does, and puts exactly one blank line between blocks.
/// </summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder _out = new();
    private string _prefix = "";
    private string? _firstPrefix;
    private string _blankPrefix = "";
    private int _breaks;
    private bool _atLineStart = true;
    private bool _spacePending;

    /// <summary>Ends the line; the next text begins a new one.</summary>
    public void Line() => Break(1);

    /// <summary>Ends the block; the next text begins after a blank line.</summary>
    public void Block() => Break(2);

    /// <summary>Writes text whose white space does not matter.</summary>
    public void Text(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                _spacePending = true;
                continue;
            }
            if (_atLineStart)
                BeginLine();
            else if (_spacePending)
                _out.Append(' ');
            _spacePending = false;
            _out.Append(c);
        }
    }

    /// <summary>Writes one whole line as it is.</summary>
    public void Verbatim(string line)
    {
        Line();
        BeginLine();
        _out.Append(line);
        Line();
    }

    /// <summary>Runs <paramref name="write"/> with a prefix on its lines, the first of them another one.</summary>
    public void Indented(string first, string rest, Action write)
    {
        var (outer, outerFirst) = (_prefix, _firstPrefix);
        _firstPrefix = (outerFirst ?? outer) + first;
        _prefix = outer + rest;
        write();
        // When nothing was written the marker is dropped, and an outer marker still waits for its text.
        _firstPrefix = _firstPrefix is null ? null : outerFirst;
        _prefix = outer;
    }

    public override string ToString() => _out.ToString();

    private void Break(int breaks)
    {
        _spacePending = false;
        // Nothing to end yet: at the top, or behind a marker that still waits for its text.
        if (_out.Length == 0 || _firstPrefix is not null)
            return;
        _atLineStart = true;
        // A blank line between two blocks belongs to the outer of them.
        if (breaks > 1 && (_breaks < 2 || _prefix.Length < _blankPrefix.Length))
            _blankPrefix = _prefix.TrimEnd();
        _breaks = Math.Max(_breaks, breaks);
    }

    private void BeginLine()
    {
        for (; _breaks > 0; _breaks--)
            _out.Append('\n').Append(_breaks > 1 ? _blankPrefix : "");
        _out.Append(_firstPrefix ?? _prefix);
        (_firstPrefix, _atLineStart, _spacePending) = (null, false, false);
    }
}
