using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Terminal;

/// <summary>
/// Messages as lines for people: time, author, text wrapped under it, and for an answer how it ended and its sources.
/// Everything that others wrote passes the <see cref="Sanitizer"/> here.
/// </summary>
/// <param name="ink">How to colour.</param>
/// <param name="zone">Whose time is shown.</param>
/// <param name="width">Cells of a line.</param>
internal sealed class MessageRenderer(Ink ink, TimeZoneInfo zone, int width)
{
    private const int Indent = 6;
    private const string Verified = "✓ verified";
    private static readonly string Margin = new(' ', Indent);

    /// <summary>A message, finished or not.</summary>
    /// <param name="message">The message.</param>
    /// <param name="asker">For an answer: who asked; empty when that is not known.</param>
    public List<string> Message(Message message, string asker = "")
    {
        var lines = Head(message.CreateTime?.ToDateTimeOffset(), message.Author, To(asker), Phrases.WordsOf(message));
        if (message.Answer is { } answer)
            lines.AddRange(Ending(answer));
        return lines;
    }

    /// <summary>The last lines of an answer in the making.</summary>
    /// <param name="author">Who answers.</param>
    /// <param name="asker">Who asked; empty when that is not known.</param>
    /// <param name="state">What it is doing.</param>
    /// <param name="text">The text so far.</param>
    /// <param name="rows">Rows there are for it, at least one.</param>
    public List<string> Growing(Participant author, string asker, string state, string text, int rows)
    {
        var head = TextWrap.Cut($"{Sanitizer.Line(author.DisplayName)}{To(asker)} {state}", width - Indent);
        var name = TextWrap.Cut(Sanitizer.Line(author.DisplayName), head.Length);
        var lines = new List<string> { Margin + ink.Name(author.UserId, name) + ink.Dim(head[name.Length..]) };
        if (text.Length == 0 || rows < 2)
            return lines;
        var wrapped = TextWrap.Lines(Sanitizer.Text(text).TrimEnd('\n'), width - Indent, width - Indent);
        lines.AddRange(wrapped.TakeLast(rows - 1).Select(Indented));
        return lines;
    }

    /// <summary>Something that happened, said by nobody.</summary>
    public List<string> Notice(string text) =>
        [.. TextWrap.Lines(Sanitizer.Text(text), width - Indent, width - Indent).Select(line => Margin + ink.Dim(line))];

    /// <summary>Something that went wrong.</summary>
    public List<string> Problem(string text) =>
        [.. TextWrap.Lines(Sanitizer.Text(text), width - Indent, width - Indent).Select(line => Margin + ink.Bad(line))];

    /// <summary>A blank line stays blank.</summary>
    private static string Indented(string line) => line.Length > 0 ? Margin + line : "";

    private static string To(string asker) => asker.Length > 0 ? $" → {Sanitizer.Line(asker)}" : "";

    private List<string> Head(DateTimeOffset? time, Participant author, string to, string text)
    {
        var clock = time is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString("HH':'mm") : "     ";
        var name = TextWrap.Cut(Sanitizer.Line(author.DisplayName), Math.Max(4, width / 3));
        to = TextWrap.Cut(to, Math.Max(4, width / 3));
        var lead = $"{clock} {name}{to}: ";
        var wrapped = TextWrap.Lines(Sanitizer.Text(text).TrimEnd('\n'), width - CellWidth.Of(lead), width - Indent);
        var lines = new List<string> { $"{ink.Dim(clock)} {ink.Name(author.UserId, name)}{ink.Dim(to)}: {wrapped[0]}" };
        lines.AddRange(wrapped.Skip(1).Select(Indented));
        return lines;
    }

    private IEnumerable<string> Ending(Answer answer)
    {
        if (answer.State is not (AnswerState.Complete or AnswerState.Generating))
            yield return Margin + ink.Bad($"({Phrases.Of(answer)})");
        foreach (var citation in answer.Citations)
        {
            foreach (var line in Source(Phrases.Of(citation)))
                yield return line;
        }
    }

    /// <summary>A source, wrapped under its text; the mark that it was verified stays in one piece.</summary>
    private IEnumerable<string> Source(string text)
    {
        const string Unbroken = "✓\u00A0verified";
        var wrapped = TextWrap.Lines(text.Replace(Verified, Unbroken, StringComparison.Ordinal), width - Indent, width - Indent - 4);
        for (var at = 0; at < wrapped.Count; at++)
        {
            var line = wrapped[at].Replace(Unbroken, Verified, StringComparison.Ordinal);
            var marked = line.EndsWith(Verified, StringComparison.Ordinal);
            var plain = marked ? line[..^Verified.Length] : line;
            yield return Margin + (at > 0 ? "    " : "") + ink.Dim(plain) + (marked ? ink.Good(Verified) : "");
        }
    }
}
