using System.Text;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Makes letters comparable: lower case, full-width forms to ASCII, Latin letters without their marks.
/// Done by table because the process runs with invariant globalization, where Unicode normalization does nothing.
/// </summary>
internal static class LetterFolding
{
    private const string Marked = "àáâãäåāăąçćčĉďđèéêëēĕėęěĝğġģĥìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťùúûüũūŭůűųŵýÿŷźżž";
    private const string Plain = "aaaaaaaaaccccddeeeeeeeeegggghiiiiiiiiijkllllnnnnooooooooorrrssssttuuuuuuuuuuwyyyzzz";

    public static void Append(StringBuilder target, Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        switch (lower.Value)
        {
            case < 0x80: target.Append((char)lower.Value); break;
            case 'ß': target.Append("ss"); break;
            case 'æ': target.Append("ae"); break;
            case 'œ': target.Append("oe"); break;
            case >= 0xFF01 and <= 0xFF5E: Append(target, new Rune(lower.Value - 0xFEE0)); break;
            case < 0x180 when Marked.IndexOf((char)lower.Value) is var at and >= 0: target.Append(Plain[at]); break;
            default: target.Append(lower.ToString()); break;
        }
    }

    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Append(folded, rune);
        return folded.ToString();
    }
}
