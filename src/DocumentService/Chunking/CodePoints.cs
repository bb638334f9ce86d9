namespace GroupChat.Documents.Chunking;

/// <summary>Counts and steps through code points of valid UTF-8 without decoding it.</summary>
internal static class CodePoints
{
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
            count += IsStart(unit) ? 1 : 0;
        return count;
    }

    /// <summary>Offset after <paramref name="count"/> code points, or the end when there are fewer.</summary>
    public static int Skip(ReadOnlySpan<byte> utf8, int count)
    {
        var at = 0;
        for (; at < utf8.Length; at++)
        {
            if (IsStart(utf8[at]) && count-- == 0)
                break;
        }
        return at;
    }

    public static bool IsStart(byte unit) => (unit & 0xC0) != 0x80;
}
