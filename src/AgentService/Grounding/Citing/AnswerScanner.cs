using System.Text;

namespace GroupChat.Agents.Grounding.Citing;

/// <summary>
/// Reads an answer that comes in pieces, cut anywhere, and lets go of each part as soon as it is known what it is: plain text at
/// once, a quote when it has ended and it is clear whether markers follow. Code is plain text.
/// </summary>
internal sealed class AnswerScanner
{
    // Of a quote, or of code in a line; what is longer is neither.
    private const int Longest = 8_192;
    private const string Signs = "`>[" + QuoteMarks.Openings;

    private readonly StringBuilder _held = new();
    private readonly CodeFence _fence = new();
    private char _before = '\n';

    public IReadOnlyList<AnswerPart> Add(string piece)
    {
        _held.Append(piece);
        return Take(last: false);
    }

    /// <summary>The rest, when nothing more comes.</summary>
    public IReadOnlyList<AnswerPart> Close() => Take(last: true);

    private List<AnswerPart> Take(bool last)
    {
        var text = _held.ToString();
        var parts = new List<AnswerPart>();
        var at = 0;
        while (at < text.Length && Next(text, at, last) is { } next)
        {
            parts.Add(next.Part);
            _fence.Passed(text.AsSpan(at, next.End - at));
            at = next.End;
            _before = text[at - 1];
        }
        _held.Remove(0, at);
        return parts;
    }

    /// <summary>Null when it depends on what comes; never at the end.</summary>
    private (AnswerPart Part, int End)? Next(string text, int at, bool last)
    {
        if (_fence.IsOpen || text[at] == '`')
            return _fence.End(text, at, Longest, last) is { } end ? Plain(text, at, end) : null;
        if (text[at] == '>' && Before(text, at) == '\n')
            return BlockQuote.Read(text, at, Longest, last);
        if (QuoteMarks.Openings.Contains(text[at], StringComparison.Ordinal))
            return Quote(text, at, last);
        return text[at] is '[' or ' ' or '\t' ? Marks(text, at, last) : Plain(text, at, EndOfPlain(text, at));
    }

    private char Before(string text, int at) => at > 0 ? text[at - 1] : _before;

    private static (AnswerPart, int) Plain(string text, int start, int end) => (new AnswerPart(text[start..end]), end);

    /// <summary>Up to the next sign that may mean something, without white space before it: that may belong to markers.</summary>
    private static int EndOfPlain(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && !Signs.Contains(text[end], StringComparison.Ordinal))
            end++;
        while (end > at + 1 && text[end - 1] is ' ' or '\t')
            end--;
        return end;
    }

    private static (AnswerPart, int)? Marks(string text, int at, bool last)
    {
        if (!last && Markers.MayFollow(text, at))
            return null;
        var found = Markers.Alone(text, at);
        if (found.Success)
            return (new AnswerPart("") { Gap = found.Groups["gap"].Value, Marks = Markers.NumbersIn(found.Groups["marks"].Value) }, at + found.Length);
        var end = at + 1;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        return Plain(text, at, text[at] == '[' ? at + 1 : end);
    }

    private (AnswerPart, int)? Quote(string text, int at, bool last)
    {
        if (at + 1 == text.Length && !last)
            return null;
        if (!QuoteMarks.Opens(text[at], Before(text, at), SignAt(text, at + 1)))
            return Plain(text, at, at + 1);
        if (EndOfQuote(text, at, last) is not { } end)
            return last || text.Length - at > Longest ? Plain(text, at, at + 1) : null;
        if (end == 0 || string.IsNullOrWhiteSpace(text[(at + 1)..(end - 1)]))
            return Plain(text, at, at + 1);
        if (!last && Markers.MayFollow(text, end))
            return null;
        var quote = new AnswerPart(text[at..end]) { Words = text[(at + 1)..(end - 1)] };
        var marks = Markers.AfterQuote(text, end);
        if (marks.Success)
            return (quote with { Gap = marks.Groups["gap"].Value, Marks = Markers.NumbersIn(marks.Groups["marks"].Value) }, end + marks.Length);
        if (!Markers.AreIn(quote.Words))
            return (quote, end);
        // The markers stand within: at the end they are meant for the quote, elsewhere for what is before them.
        return MarkedWithin(quote.Words) is { } within
            ? (within with { Text = $"{text[at]}{within.Words}{text[end - 1]}" }, end)
            : Plain(text, at, at + 1);
    }

    private static AnswerPart? MarkedWithin(string words)
    {
        var marks = Markers.AtEnd(words);
        if (!marks.Success || Markers.AreIn(words[..marks.Index]))
            return null;
        return new AnswerPart("") { Words = words[..marks.Index], Gap = " ", Marks = Markers.NumbersIn(marks.Groups["marks"].Value) };
    }

    /// <summary>Behind the closing mark; 0 when there is none in the paragraph, null when it may come.</summary>
    private static int? EndOfQuote(string text, int at, bool last)
    {
        var depth = 1;
        for (var next = at + 1; next < text.Length && next - at <= Longest; next++)
        {
            if (text[next] == '\n' && SignAt(text, next + 1) == '\n' && next + 1 < text.Length)
                return 0;
            // What a mark is may depend on the sign after it.
            if (next + 1 == text.Length && !last)
                return null;
            depth = QuoteMarks.Depth(depth, text[at], text[next], text[next - 1], SignAt(text, next + 1));
            if (depth == 0)
                return next + 1;
        }
        return null;
    }

    private static char SignAt(string text, int at) => at < text.Length ? text[at] : '\n';
}
