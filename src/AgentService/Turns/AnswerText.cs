using System.Text;

namespace GroupChat.Agents.Turns;

/// <summary>
/// The growing text of an answer. Models may cut their pieces anywhere: half a surrogate pair is held back until the
/// other half comes, and what never becomes a character is replaced, so that every delta is whole characters.
/// </summary>
internal sealed class AnswerText(string runId, int mostBytes)
{
    private readonly StringBuilder _text = new();
    private char? _half;

    public long ByteLength { get; private set; }

    /// <summary>Adds a piece; answers what may be shown of it, null when that is nothing yet.</summary>
    /// <exception cref="TurnFailure">The answer would be longer than allowed; what fitted before is kept.</exception>
    public TurnDelta? Append(string piece)
    {
        var whole = _half is { } half ? half + piece : piece;
        _half = whole.Length > 0 && char.IsHighSurrogate(whole[^1]) ? whole[^1] : null;
        return Take(_half is null ? whole : whole[..^1]);
    }

    /// <summary>Gives up waiting for the other half of a character.</summary>
    public TurnDelta? Close()
    {
        var rest = _half is null ? "" : "\uFFFD";
        _half = null;
        return Take(rest);
    }

    public override string ToString() => _text.ToString();

    private TurnDelta? Take(string piece)
    {
        if (piece.Length == 0)
            return null;
        var text = Wellformed(piece);
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (ByteLength + bytes > mostBytes)
            throw new TurnFailure(FailureReasons.AnswerTooLong, $"The answer is longer than {mostBytes} bytes.");
        _text.Append(text);
        var offset = ByteLength;
        ByteLength += bytes;
        return new TurnDelta(runId, offset, ByteLength, text);
    }

    private static string Wellformed(string piece)
    {
        if (!piece.Any(char.IsSurrogate))
            return piece;
        var text = new StringBuilder(piece.Length);
        foreach (var rune in piece.EnumerateRunes())
            text.Append(rune.ToString());
        return text.ToString();
    }
}
