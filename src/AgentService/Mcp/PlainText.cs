using System.Globalization;
using System.Text;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Mcp;

/// <summary>A text from outside without what nobody sees: a reader and a model read the same.</summary>
internal static class PlainText
{
    public static string Of(string text, int mostBytes)
    {
        var plain = new StringBuilder();
        foreach (var rune in Utf8Prefix.Of(text, mostBytes).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsInvisible(rune))
                plain.Append(rune);
        }
        return plain.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
