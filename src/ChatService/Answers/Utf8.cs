namespace GroupChat.Chat.Answers;

internal static class Utf8
{
    /// <summary>As many whole characters from the start as fit into so many bytes.</summary>
    public static string Prefix(string text, int maxBytes)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
