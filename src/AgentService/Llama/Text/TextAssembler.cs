using System.Text;

namespace GroupChat.Agents.Llama.Text;

/// <summary>
/// Makes text of tokens: whole characters only, and nothing that may still become a stop text. What a stop text has begun and not
/// finished comes with the end.
/// </summary>
internal sealed class TextAssembler(IReadOnlyList<string> stops)
{
    private readonly Decoder _decoder = new UTF8Encoding(false, false).GetDecoder();
    private readonly StringBuilder _held = new();

    /// <summary>True once a stop text came; the text before it has been given out.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Adds a token's bytes; returns what can be given out, often nothing.</summary>
    public string Add(ReadOnlySpan<byte> piece) => Take(piece, flush: false);

    /// <summary>What was held back; half a character is U+FFFD.</summary>
    public string End() => Stopped ? "" : Take([], flush: true);

    private string Take(ReadOnlySpan<byte> piece, bool flush)
    {
        if (Stopped)
            return "";
        Span<char> small = stackalloc char[256];
        var letters = piece.Length < small.Length - 4 ? small : new char[piece.Length + 4];
        var count = _decoder.GetChars(piece, letters, flush);
        if (stops.Count == 0)
            return count == 0 ? "" : letters[..count].ToString();
        _held.Append(letters[..count]);
        return Release(_held.ToString(), flush);
    }

    private string Release(string text, bool flush)
    {
        var stop = FirstStop(text);
        Stopped = stop >= 0;
        var end = Stopped ? stop : flush ? text.Length : text.Length - Beginning(text);
        _held.Clear();
        if (!Stopped)
            _held.Append(text, end, text.Length - end);
        return text[..end];
    }

    private int FirstStop(string text)
    {
        var first = -1;
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (first < 0 || at < first))
                first = at;
        }
        return first;
    }

    // The longest end of the text with which a stop text begins.
    private int Beginning(string text)
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                    longest = length;
            }
        }
        return longest;
    }
}
