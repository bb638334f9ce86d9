using System.Text.RegularExpressions;

namespace GroupChat.Agents.Language.Rules;

/// <summary>How one form of entity is found: where it might be, and what decides.</summary>
/// <param name="Kind">What it finds.</param>
/// <param name="Pattern">Where to look. Matched in time linear in the text, whatever the text is.</param>
/// <param name="Read">What of the match it is, and in what form; null when it is something else.</param>
internal sealed record EntityRule(EntityType Kind, Regex Pattern, Func<string, EntityReading?> Read)
{
    public static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
