namespace GroupChat.ServiceDefaults.Text;

/// <summary>
/// Scripts written without spaces between words (Han, kana, Bopomofo, Thai, Lao, Khmer, Burmese), and Hangul, whose
/// words carry their particles: pairs of characters find them better than whole words.
/// </summary>
public static class UnspacedScripts
{
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x0E01, 0x0EFF), // Thai, Lao
        (0x1000, 0x109F), // Burmese
        (0x1100, 0x11FF), // Hangul Jamo
        (0x1780, 0x17D3), // Khmer
        (0x3005, 0x3007), // iteration mark, closing mark, zero
        (0x3021, 0x3029), // Hangzhou numerals
        (0x3041, 0x309F), // Hiragana
        (0x30A1, 0x30FA), // Katakana, without its middle dot
        (0x30FC, 0x312F), // prolonged sound mark, Bopomofo
        (0x3131, 0x318E), // Hangul compatibility Jamo
        (0x31A0, 0x31FF), // Bopomofo and Katakana extensions
        (0x3400, 0x4DBF), // Han, extension A
        (0x4E00, 0x9FFF), // Han
        (0xAC00, 0xD7FF), // Hangul syllables
        (0xF900, 0xFAFF), // Han, compatibility
        (0x1B000, 0x1B16F), // kana supplements
        (0x20000, 0x3FFFF), // Han, extensions B and later
    ];

    /// <summary>Whether a code point is of such a script.</summary>
    public static bool Contains(int point)
    {
        if (point < Blocks[0].First)
            return false;
        foreach (var (first, last) in Blocks)
        {
            if (point <= last)
                return point >= first;
        }

        return false;
    }
}
