using System.IO.Enumeration;

namespace GroupChat.Agents.Mcp;

/// <summary>Names of tools, in which "*" stands for any letters, also none.</summary>
internal static class NamePattern
{
    private const int Longest = 128;

    public static bool IsValid(string pattern) => pattern.Length is > 0 and <= Longest && pattern.All(static letter => letter == '*' || IsOfName(letter));

    /// <summary>Letters that names of tools may have by the protocol.</summary>
    public static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/';

    public static bool IsAny(this IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
