namespace GroupChat.Agents.Language.Tasks;

/// <summary>The form of a BCP 47 language tag (RFC 5646): subtags of 1 to 8 letters and digits, the first of 2 to 8 letters.</summary>
internal static class LanguageTag
{
    public const int Longest = 35;
    private const int LongestSubtag = 8;

    public static bool IsOne(string text)
    {
        if (text.Length > Longest)
            return false;
        var subtags = text.Split('-');
        return subtags[0].Length >= 2
            && subtags[0].All(char.IsAsciiLetter)
            && subtags.All(static tag => tag.Length is > 0 and <= LongestSubtag && tag.All(char.IsAsciiLetterOrDigit));
    }
}
