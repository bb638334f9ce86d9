namespace GroupChat.Chat.Search.Folding;

/// <summary>
/// Marks that people leave out when they type: accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic,
/// selectors of a glyph's style. Marks that make another letter (of Indic scripts, Thai, kana) are none of them.
/// </summary>
internal static class ShadingMarks
{
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x0300, 0x036F), // combining diacritical marks
        (0x0591, 0x05BD), // Hebrew accents and points
        (0x05BF, 0x05BF),
        (0x05C1, 0x05C2),
        (0x05C4, 0x05C5),
        (0x05C7, 0x05C7),
        (0x0610, 0x061A), // Arabic signs
        (0x0640, 0x0640), // Arabic lengthening
        (0x064B, 0x065F), // Arabic vowels, hamza and madda above or below
        (0x0670, 0x0670),
        (0x06D6, 0x06DC), // Koranic signs
        (0x06DF, 0x06E4),
        (0x06E7, 0x06E8),
        (0x06EA, 0x06ED),
        (0x180B, 0x180D), // Mongolian selectors
        (0x1AB0, 0x1AFF), // combining diacritical marks, extended
        (0x1DC0, 0x1DFF), // combining diacritical marks, supplement
        (0x20D0, 0x20FF), // combining marks for symbols, the key cap among them
        (0xFE00, 0xFE0F), // variation selectors
        (0xFE20, 0xFE2F), // combining half marks
        (0xE0100, 0xE01EF), // variation selectors, supplement
    ];

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
