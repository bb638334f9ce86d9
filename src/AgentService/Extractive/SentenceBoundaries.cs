using System.Buffers;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Where sentences end inside a block of prose. Periods in inline code, links, brackets, abbreviations, initials and
/// numbers are not ends; the full stops of scripts without spaces are, whatever follows.
/// </summary>
internal static class SentenceBoundaries
{
    private const int LongestBracket = 240;
    private const string Closers = "\"'”’»)]*_`」』）】.!?。！？";

    private static readonly SearchValues<char> AfterAddress = SearchValues.Create(" \n\t)>\"");

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "etc", "vs", "cf", "approx", "incl", "excl", "resp", "ca", "no", "nr", "fig", "vol", "ch",
        "u.a", "usw", "bzw", "ggf", "evtl", "sog", "p.ex", "p.ej", "ej", "a.m", "p.m", "inc", "ltd", "jr", "sr",
    };

    /// <summary>A sentence never ends with these.</summary>
    private static readonly HashSet<string> Titles =
        new(StringComparer.OrdinalIgnoreCase) { "dr", "mr", "mrs", "ms", "prof", "st", "z.b", "d.h", "e.g", "i.e" };

    /// <summary>The slices of the sentences in [start, end), without the space around them.</summary>
    public static IEnumerable<(int Start, int End)> Split(string text, int start, int end)
    {
        var from = start;
        for (var index = start; index < end;)
        {
            if (Skip(text, index, end) is var skipped and > 0)
            {
                index += skipped;
                continue;
            }
            var after = EndAt(text, index, start, end);
            if (after < 0)
            {
                index++;
                continue;
            }
            yield return (from, after);
            while (after < end && char.IsWhiteSpace(text[after]))
                after++;
            from = index = after;
        }
        if (from < end)
            yield return (from, end);
    }

    /// <summary>How much of inline code, a bracket or an address begins here and is passed over as one.</summary>
    private static int Skip(string text, int index, int end) => text[index] switch
    {
        '`' => InlineCode(text, index, end),
        '(' => Bracket(text, index, end, '(', ')'),
        '[' => Bracket(text, index, end, '[', ']'),
        ':' when text.AsSpan(index, end - index).StartsWith("://") => Address(text.AsSpan(index, end - index)),
        _ => 0,
    };

    /// <summary>To the end of the address, less the punctuation of the sentence that it may end.</summary>
    private static int Address(ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAny(AfterAddress) is var at and > 0 ? at : rest.Length;
        while (length > 3 && char.IsPunctuation(rest[length - 1]))
            length--;
        return length;
    }

    private static int InlineCode(string text, int index, int end)
    {
        var run = 1;
        while (index + run < end && text[index + run] == '`')
            run++;
        var close = text.AsSpan(index + run, end - index - run).IndexOf(text.AsSpan(index, run));
        return close < 0 ? run : (run * 2) + close;
    }

    private static int Bracket(string text, int index, int end, char open, char close)
    {
        var depth = 0;
        var limit = Math.Min(end, index + LongestBracket);
        for (var at = index; at < limit; at++)
        {
            depth += text[at] == open ? 1 : text[at] == close ? -1 : 0;
            if (depth == 0)
                return at - index; // the bracket itself is looked at again, as what may follow an end
        }
        return 0;
    }

    /// <summary>The index after the sentence that ends at this character; -1 when none does.</summary>
    private static int EndAt(string text, int index, int start, int end)
    {
        var mark = text[index];
        if (mark is '。' or '！' or '？' or '｡' or '．')
            return AfterClosers(text, index + 1, end);
        if (mark is not ('.' or '!' or '?' or '…' or '।' or '؟'))
            return -1;
        var after = AfterClosers(text, index + 1, end);
        if (after >= end)
            return end;
        if (!char.IsWhiteSpace(text[after]))
            return -1;
        return mark == '.' && Continues(text, index, start, after, end) ? -1 : after;
    }

    private static int AfterClosers(string text, int index, int end)
    {
        while (index < end && Closers.Contains(text[index], StringComparison.Ordinal))
            index++;
        return index;
    }

    private static bool Continues(string text, int dot, int start, int after, int end)
    {
        var from = dot;
        while (from > start && !char.IsWhiteSpace(text[from - 1]) && text[from - 1] is not ('(' or '[' or '*' or '_'))
            from--;
        var word = text[from..dot];
        if (Titles.Contains(word) || (word.Length == 1 && char.IsUpper(word[0])))
            return true;
        while (after < end && char.IsWhiteSpace(text[after]))
            after++;
        if (Abbreviations.Contains(word))
            return after >= end || char.IsLower(text[after]) || word.Contains('.', StringComparison.Ordinal) || char.IsDigit(text[after]);
        return after < end && char.IsLower(text[after]) && word.Length <= 3;
    }
}
