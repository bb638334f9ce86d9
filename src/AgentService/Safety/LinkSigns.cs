using System.Buffers;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Safety;

/// <summary>
/// Where in a word an address may stand, in every form that a client might turn into one: plain, in Markdown links, images and
/// definitions, in HTML, without a scheme, with another scheme, with escapes. Too much is taken for an address rather than too little.
/// </summary>
internal static partial class LinkSigns
{
    private const string Trailing = ".,;:!?)]}>\"'*_";
    private static readonly SearchValues<char> Escapes = SearchValues.Create(":&\\%");
    private static readonly SearchValues<char> Beginnings = SearchValues.Create(":/\\.[]<>(!&%=@");

    /// <summary>True when a word that goes on so may become an address.</summary>
    public static bool MayBegin(char sign) => Beginnings.Contains(sign);

    /// <summary>True when some of it may be an address.</summary>
    public static bool IsSuspicious(string word) => Suspicious().IsMatch(word);

    /// <summary>True when the next word is where a link leads to.</summary>
    public static bool OpensDestination(string word) =>
        word.EndsWith("](", StringComparison.Ordinal) || word.EndsWith("](<", StringComparison.Ordinal);

    /// <summary>The word, or what is left of it without addresses that are not allowed.</summary>
    public static string Filter(string word, bool isDestination, LinkPolicy policy)
    {
        if (!IsSuspicious(word) && !(isDestination && word.AsSpan().ContainsAny(Escapes)))
            return word;
        var addresses = Plain().Matches(word);
        var rest = word;
        foreach (Match match in addresses)
        {
            var address = Trimmed(match.Value);
            if (!policy.Allows(address))
                return Replacement(word);
            rest = rest.Replace(address, "", StringComparison.Ordinal);
        }
        // An allowed address may stand in brackets; anything else that looks like an address beside it may not.
        return addresses.Count > 0 && !IsSuspicious(Brackets().Replace(rest, "")) ? word : Replacement(word);
    }

    /// <summary>The text of a Markdown link stays.</summary>
    private static string Replacement(string word)
    {
        var at = word.IndexOf("](", StringComparison.Ordinal);
        var text = at > 0 ? word[..at].TrimStart('!', '[', '<', '(') : "";
        return text.Length > 0 && !IsSuspicious(text) ? $"{text} {LinkFilter.Removed}" : LinkFilter.Removed;
    }

    private static string Trimmed(string address)
    {
        var end = address.Length;
        while (end > 0 && Trailing.Contains(address[end - 1], StringComparison.Ordinal))
            end--;
        return address[..end];
    }

    [GeneratedRegex(@"https?://[^\s<>""|`^{}\[\]()]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>Two slashes before something, a scheme or an escape in a Markdown link, "www", a scheme that does something, a host with a path.</summary>
    [GeneratedRegex(
        @"[/\\]{2,}[^\s/\\]|\]\(<?[^)\s]*[:&\\%]|\bwww\.[a-z0-9]|url\(|&(#|colon|sol|bsol|period|tab|newline)|%(2f|3a|5c)"
        + @"|(\b(https?|ftp|file|data|mailto|tel|sms|blob|wss?|intent)|script)\s*:\S|[a-z0-9-]+\.[a-z]{2,}(:[0-9]+)?[/?#]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suspicious();

    /// <summary>What stands around an address in Markdown.</summary>
    [GeneratedRegex(@"\]\(<?>?\)|\]:|[<>]")]
    private static partial Regex Brackets();
}
