namespace GroupChat.Agents.Grounding.Citing;

/// <summary>Code in Markdown: between backticks in a line, or between fences on lines of their own.</summary>
internal sealed class CodeFence
{
    private const int Fence = 3;

    private int _ticks;
    private bool _lineIsBlank = true;

    /// <summary>What comes is code up to a closing fence.</summary>
    public bool IsOpen => _ticks > 0;

    /// <summary>Text was let go.</summary>
    public void Passed(ReadOnlySpan<char> text)
    {
        var line = text.LastIndexOf('\n');
        _lineIsBlank = (line >= 0 || _lineIsBlank) && text[(line + 1)..].IsWhiteSpace();
    }

    /// <summary>Where what begins here may be cut; null when that depends on what comes.</summary>
    public int? End(string text, int at, int longest, bool last)
    {
        var run = RunAt(text, at);
        if (at + run == text.Length && run > 0 && !last)
            return null;
        if (IsOpen)
            return Inside(text, at, run);
        if (run < Fence || !_lineIsBlank)
            return Inline(text, at, run, longest, last);
        _ticks = run;
        return at + run;
    }

    private int Inside(string text, int at, int run)
    {
        if (run >= _ticks && _lineIsBlank)
            _ticks = 0;
        if (run > 0)
            return at + run;
        // Line by line, so that a fence is seen where a line begins.
        var end = text.AsSpan(at).IndexOfAny('`', '\n');
        return end < 0 ? text.Length : at + Math.Max(1, text[at + end] == '\n' ? end + 1 : end);
    }

    /// <summary>With its closing ticks when they are in the same paragraph, else only the ticks: they mean nothing.</summary>
    private static int? Inline(string text, int at, int run, int longest, bool last)
    {
        for (var next = at + run; next < text.Length && next - at <= longest; next++)
        {
            if (text[next] == '\n' && next + 1 < text.Length && text[next + 1] == '\n')
                return at + run;
            if (text[next] != '`')
                continue;
            var closing = RunAt(text, next);
            if (next + closing == text.Length && !last)
                return null;
            if (closing == run)
                return next + closing;
            next += closing - 1;
        }
        return last || text.Length - at > longest ? at + run : null;
    }

    private static int RunAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == '`')
            end++;
        return end - at;
    }
}
