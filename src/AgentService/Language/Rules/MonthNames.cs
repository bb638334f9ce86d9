using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Language.Rules;

/// <summary>Names of months in English, German, French and Spanish, and the short ones of English.</summary>
internal static class MonthNames
{
    private static readonly string[][] Names =
    [
        ["january", "jan", "januar", "janvier", "enero"],
        ["february", "feb", "februar", "février", "fevrier", "febrero"],
        ["march", "mar", "märz", "mars", "marzo"],
        ["april", "apr", "avril", "abril"],
        ["may", "mai", "mayo"],
        ["june", "jun", "juni", "juin", "junio"],
        ["july", "jul", "juli", "juillet", "julio"],
        ["august", "aug", "août", "aout", "agosto"],
        ["september", "sept", "sep", "septembre", "septiembre"],
        ["october", "oct", "oktober", "octobre", "octubre"],
        ["november", "nov", "novembre", "noviembre"],
        ["december", "dec", "dezember", "décembre", "decembre", "diciembre"],
    ];

    private static readonly Dictionary<string, int> Numbers = Names
        .SelectMany(static (names, index) => names.Select(name => (Name: LetterFolding.Fold(name), Month: index + 1)))
        .DistinctBy(static pair => pair.Name)
        .ToDictionary(static pair => pair.Name, static pair => pair.Month, StringComparer.Ordinal);

    /// <summary>For a pattern: long names first, so that "sept" does not end "september".</summary>
    public static string Alternatives { get; } = string.Join('|', Names.SelectMany(static names => names).OrderByDescending(static name => name.Length));

    /// <summary>1 to 12; 0 when the text has no name of a month as a word.</summary>
    public static int In(string text) => text.Split(' ', '.', ',')
        .Select(static word => Numbers.GetValueOrDefault(LetterFolding.Fold(word)))
        .FirstOrDefault(static month => month > 0);
}
