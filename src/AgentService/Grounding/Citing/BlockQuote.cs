namespace GroupChat.Agents.Grounding.Citing;

/// <summary>A quote in Markdown's own way: lines that begin with ">". It is one quote, whatever its lines.</summary>
internal static class BlockQuote
{
    /// <summary>Null when more lines may come.</summary>
    public static (AnswerPart Part, int End)? Read(string text, int at, int longest, bool last)
    {
        var end = EndOf(text, at);
        if (end == text.Length && !last && end - at <= longest)
            return null;
        if (end - at > longest)
            return (new AnswerPart(text[at..(at + 1)]), at + 1);
        var block = text[at..end];
        var body = block.TrimEnd('\n', '\r', ' ');
        var marks = Markers.AtEnd(body);
        var quoted = marks.Success ? body[..marks.Index] : body;
        var part = new AnswerPart(quoted)
        {
            Words = WordsOf(quoted),
            Gap = marks.Success ? marks.Groups["gap"].Value : "",
            Marks = marks.Success ? Markers.NumbersIn(marks.Groups["marks"].Value) : [],
            After = block[body.Length..],
        };
        // Markers in the midst belong to what is before them: such lines are read like all others.
        if (string.IsNullOrWhiteSpace(part.Words) || Markers.AreIn(quoted))
            return (new AnswerPart(text[at..(at + 1)]), at + 1);
        return (part, end);
    }

    private static int EndOf(string text, int at)
    {
        while (at < text.Length && text[at] == '>')
        {
            var line = text.IndexOf('\n', at);
            at = line < 0 ? text.Length : line + 1;
        }
        return at;
    }

    private static string WordsOf(string block)
    {
        var words = string.Join('\n', block.Split('\n').Select(static line => line.TrimStart('>', ' '))).Trim();
        return words.Length > 2 && QuoteMarks.Openings.Contains(words[0], StringComparison.Ordinal) && "\"”“»«」』".Contains(words[^1], StringComparison.Ordinal)
            ? words[1..^1]
            : words;
    }
}
