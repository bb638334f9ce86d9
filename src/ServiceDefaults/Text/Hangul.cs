namespace GroupChat.ServiceDefaults.Text;

/// <summary>Hangul syllables are composed by arithmetic, not by table (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrail = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int Syllables = Leads * Vowels * Trails;

    public static bool TryDecompose(int point, List<int> output)
    {
        var index = point - FirstSyllable;
        if (index is < 0 or >= Syllables)
            return false;
        output.Add(FirstLead + (index / (Vowels * Trails)));
        output.Add(FirstVowel + (index % (Vowels * Trails) / Trails));
        if (index % Trails != 0)
            output.Add(BeforeTrail + (index % Trails));
        return true;
    }

    /// <summary>Whether a code point is a vowel or a final consonant, which join the letter before them.</summary>
    public static bool IsTrailing(int point) =>
        point is >= FirstVowel and < FirstVowel + Vowels or > BeforeTrail and < BeforeTrail + Trails;

    public static bool TryCompose(int first, int second, out int composed)
    {
        int lead = first - FirstLead, vowel = second - FirstVowel, syllable = first - FirstSyllable, trail = second - BeforeTrail;
        composed = 0;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            composed = FirstSyllable + (((lead * Vowels) + vowel) * Trails);
        else if (syllable is >= 0 and < Syllables && syllable % Trails == 0 && trail is > 0 and < Trails)
            composed = first + trail;
        return composed != 0;
    }
}
