using GroupChat.Documents.Text;

namespace GroupChat.Documents.Chunking;

/// <summary>Takes the blank edges off a range, so that chunks begin and end with something to read.</summary>
internal static class Blanks
{
    /// <summary>Indentation beyond this says nothing about code.</summary>
    private const int MaxIndent = 100;

    public static bool IsBlank(byte unit) => unit is (byte)' ' or (byte)'\t' or (byte)'\n';

    /// <summary>Drops trailing blanks and leading blank lines; the indentation of a first whole line stays, it may be code.</summary>
    public static ByteRange Trim(ReadOnlySpan<byte> text, ByteRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (end > start && IsBlank(text[end - 1]))
            end--;
        var first = start;
        while (first < end && IsBlank(text[first]))
            first++;
        var line = start + text[start..first].LastIndexOf((byte)'\n') + 1;
        var wholeLine = line > start || start == 0 || text[start - 1] == '\n';
        return new(wholeLine && first - line <= MaxIndent ? line : first, end);
    }
}
