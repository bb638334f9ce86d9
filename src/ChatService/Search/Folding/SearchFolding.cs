using System.Text;

namespace GroupChat.Chat.Search.Folding;

/// <summary>
/// The form in which text is compared when people search: width, case, accents, kinds of quotes, dashes, digits and white space
/// do not count. What may change together (a letter and its marks) is folded together, so each folded character knows the
/// characters it came from. Folding goes from left to right and never looks back, which keeps hostile text linear.
/// </summary>
internal static class SearchFolding
{
    private const char FirstMark = '\u0300';
    private const char SoftHyphen = '\u00AD';

    public static string Fold(string text) => Write(text, new FoldWriter(text.Length, traced: false)).Text;

    /// <summary>With the way back to the original.</summary>
    public static FoldedText Trace(string text) => Write(text, new FoldWriter(text.Length, traced: true));

    private static FoldedText Write(string text, FoldWriter writer)
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsAscii(c) && (i + 1 == text.Length || text[i + 1] is < FirstMark and not SoftHyphen))
            {
                writer.Add(PlainFold(c), i, i + 1);
                i++;
                continue;
            }

            var end = EndOfCluster(text, i, out var isSingle);
            var folded = isSingle ? RuneFolding.Of(RuneAt(text, i)).Text : RuneFolding.Fold(text.AsSpan(i, end - i));
            foreach (var part in folded)
                writer.Add(part, i, end);
            i = end;
        }

        return writer.Close();
    }

    private static char PlainFold(char c) => c <= ' ' || c == '\u007F' ? ' ' : char.ToLowerInvariant(c);

    private static int EndOfCluster(string text, int start, out bool isSingle)
    {
        var end = start + LengthAt(text, start);
        isSingle = true;
        while (end < text.Length && text[end] >= SoftHyphen && RuneFolding.Of(RuneAt(text, end)).IsTrailing)
        {
            end += LengthAt(text, end);
            isSingle = false;
        }

        return end;
    }

    private static int LengthAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    private static int RuneAt(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out var rune) ? rune.Value : Rune.ReplacementChar.Value;
}
