namespace GroupChat.Vectors.Collections;

internal static class CollectionRules
{
    public const string IdRule = "must be 1 to 64 of a-z, 0-9, \"-\" and \"_\"";

    public static bool IsId(string id) =>
        id.Length is >= 1 and <= 64
            && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_');
}
