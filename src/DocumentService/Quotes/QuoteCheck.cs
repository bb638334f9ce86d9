using System.Text;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Quotes;

/// <summary>
/// Checks that a quote stands in a text word for word. Runs of white space count as one space, because answers rewrap
/// lines; nothing else is forgiven: not case, not punctuation, not lookalike characters. One pass of
/// Knuth-Morris-Pratt, so neither quote nor text can make it slow, and no input makes it throw.
/// </summary>
internal static class QuoteCheck
{
    private const int Space = ' ';

    /// <summary>Finds the quote at or after <paramref name="hint"/>, else anywhere from the start.</summary>
    public static QuoteMatch Find(CanonicalText text, string quote, long hint = 0)
    {
        if (Pattern(quote) is not { } pattern)
            return default;
        var from = Boundary(text.Bytes, hint);
        var found = Search(text.Bytes, from, pattern);
        return found.Verified || from == 0 ? found : Search(text.Bytes, 0, pattern);
    }

    /// <summary>The quote's code points with white space collapsed and trimmed; null when nothing or no Unicode is left.</summary>
    private static int[]? Pattern(string quote)
    {
        var pattern = new List<int>(quote.Length);
        for (var at = 0; at < quote.Length;)
        {
            if (!Rune.TryGetRuneAt(quote, at, out var rune))
                return null;
            at += rune.Utf16SequenceLength;
            if (!Rune.IsWhiteSpace(rune))
                pattern.Add(rune.Value);
            else if (pattern.Count > 0 && pattern[^1] != Space)
                pattern.Add(Space);
        }
        if (pattern.Count > 0 && pattern[^1] == Space)
            pattern.RemoveAt(pattern.Count - 1);
        return pattern.Count == 0 ? null : [.. pattern];
    }

    private static int Boundary(ReadOnlySpan<byte> text, long hint)
    {
        var from = (int)Math.Clamp(hint, 0, text.Length);
        while (from > 0 && from < text.Length && (text[from] & 0xC0) == 0x80)
            from--;
        return from;
    }

    private static QuoteMatch Search(ReadOnlySpan<byte> text, int from, int[] pattern)
    {
        var fallback = Fallback(pattern);
        // Where each of the last pattern.Length symbols began: the start of a match is read from here.
        var starts = new int[pattern.Length];
        var matched = 0;
        var symbols = 0;
        for (var at = from; at < text.Length; symbols++)
        {
            var start = at;
            var symbol = Next(text, ref at);
            while (matched > 0 && pattern[matched] != symbol)
                matched = fallback[matched - 1];
            matched += pattern[matched] == symbol ? 1 : 0;
            starts[symbols % starts.Length] = start;
            if (matched == pattern.Length)
                return new(true, new(starts[(symbols + 1) % starts.Length], at));
        }
        return default;
    }

    /// <summary>Reads one symbol: a code point, or a whole run of white space as one space.</summary>
    private static int Next(ReadOnlySpan<byte> text, ref int at)
    {
        Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
        at += length;
        if (!Rune.IsWhiteSpace(rune))
            return rune.Value;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out rune, out length) == System.Buffers.OperationStatus.Done
            && Rune.IsWhiteSpace(rune))
            at += length;
        return Space;
    }

    private static int[] Fallback(int[] pattern)
    {
        var fallback = new int[pattern.Length];
        for (int i = 1, length = 0; i < pattern.Length; i++)
        {
            while (length > 0 && pattern[length] != pattern[i])
                length = fallback[length - 1];
            length += pattern[length] == pattern[i] ? 1 : 0;
            fallback[i] = length;
        }
        return fallback;
    }
}
