using System.Globalization;
using System.Text.Json;
using GroupChat.Gateway.Sessions;

namespace GroupChat.Gateway.Identities;

/// <summary>Makes a name that may be shown of whatever a provider says.</summary>
internal static class DisplayNames
{
    private const string Nobody = "User";

    /// <summary>The first of these claims that has something to show.</summary>
    public static string From(JsonElement claims, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Clean(Claims.Text(claims, name)) is { Length: > 0 } clean)
                return clean;
        }

        return Nobody;
    }

    /// <summary>Without control characters and not too long; cut between characters as people see them.</summary>
    private static string Clean(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsControl(c))).Trim();
        if (plain.Length <= SessionRules.MaxNameLength)
            return plain;
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(plain).Where(start => start <= SessionRules.MaxNameLength))
            end = start;
        return plain[..end].TrimEnd();
    }
}
