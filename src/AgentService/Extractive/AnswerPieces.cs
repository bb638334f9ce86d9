namespace GroupChat.Agents.Extractive;

/// <summary>Cuts an answer into the pieces that are streamed: a word with the space after it, or a few characters without spaces.</summary>
internal static class AnswerPieces
{
    private const int Longest = 24;

    public static IEnumerable<(int Start, int End)> Split(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && end - start < Longest && !char.IsWhiteSpace(text[end]))
                end++;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            if (end < text.Length && char.IsLowSurrogate(text[end]))
                end++;
            yield return (start, end);
            start = end;
        }
    }
}
