using System.Text;
using GroupChat.ServiceDefaults.Text;

namespace GroupChat.Chat.Search.Folding;

/// <summary>
/// Cuts folded text into the terms of the index. Every character but a space begins one gram: of two characters in scripts of
/// many signs (Han, kana, Hangul), of three elsewhere. So any text of at least that length is found through whole grams, and
/// anything shorter through the grams that begin with it; where words begin plays no part. A gram is a number: three code
/// points of 21 bits, which sorts like text. Zeros stand for what lies beyond the end.
/// </summary>
internal static class Grams
{
    private const int Bits = 21;

    // Below these there are only Thai, Lao, Burmese and Khmer, whose signs are few: three of them say more than two.
    private const int FirstOfManySigns = 0x1100;
    private const int LastOfFewSigns = 0x1FFF;
    private const int LastJamo = 0x11FF;

    /// <summary>Adds the gram of every position of a folded text; the same gram may come more than once.</summary>
    public static void Collect(ReadOnlySpan<char> folded, List<long> grams)
    {
        int first = Next(ref folded), second = Next(ref folded), third = Next(ref folded);
        while (first != 0)
        {
            if (first != ' ')
                grams.Add(Make(first, second, IsOfManySigns(first) ? 0 : third));
            (first, second, third) = (second, third, Next(ref folded));
        }
    }

    /// <summary>The grams that every text with this part in it has, each once; empty when the part is too short for any.</summary>
    public static IReadOnlyList<long> Within(string part)
    {
        var grams = new HashSet<long>();
        ReadOnlySpan<char> rest = part;
        int first = Next(ref rest), second = Next(ref rest), third = Next(ref rest);
        while (second != 0)
        {
            if (first != ' ' && IsOfManySigns(first))
                grams.Add(Make(first, second, 0));
            else if (first != ' ' && third != 0)
                grams.Add(Make(first, second, third));
            (first, second, third) = (second, third, Next(ref rest));
        }

        return [.. grams];
    }

    /// <summary>The range of grams that begin as a short part does: at least one of them is in every text with this part in it.</summary>
    public static (long First, long Last) Beginning(string part)
    {
        ReadOnlySpan<char> rest = part;
        int first = Next(ref rest), second = Next(ref rest);
        var low = Make(first, second, 0);
        return (low, low + (1L << (second == 0 ? 2 * Bits : Bits)) - 1);
    }

    private static long Make(int first, int second, int third) => ((long)first << (2 * Bits)) | ((long)second << Bits) | (uint)third;

    private static bool IsOfManySigns(int point) =>
        point >= FirstOfManySigns && point is <= LastJamo or > LastOfFewSigns && UnspacedScripts.Contains(point);

    private static int Next(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        var plain = text[0];
        if (!char.IsSurrogate(plain))
        {
            text = text[1..];
            return plain;
        }

        Rune.DecodeFromUtf16(text, out var rune, out var length);
        text = text[length..];
        return rune.Value;
    }
}
