using System.Globalization;
using System.Net;

namespace GroupChat.Agents.Language.Rules;

/// <summary>Addresses of the net, mentions and hashtags.</summary>
internal static class AddressRules
{
    private const int LongestEmail = 254;
    private const int LongestLocalPart = 64;

    /// <summary>Those whose form says what they are.</summary>
    public static EntityRule[] Checked { get; } =
    [
        new(EntityType.Url, EntityRule.Of(@"\b(?i:https?)://[^\s<>""`{}|\\^]+"), Url),
        new(EntityType.Email, EntityRule.Of(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+"), Email),
        new(EntityType.IpAddress, EntityRule.Of(@"\b[0-9]{1,3}(\.[0-9]{1,3})+"), IpAddress),
    ];

    /// <summary>Those that may also be a part of something else.</summary>
    public static EntityRule[] Loose { get; } =
    [
        new(EntityType.Mention, EntityRule.Of("@[A-Za-z0-9][A-Za-z0-9_-]{0,31}"), static match => new(match.TrimEnd('-').Length, "", 0.9)),
        new(EntityType.Hashtag, EntityRule.Of(@"#[\p{L}\p{M}0-9_]{1,64}"), Hashtag),
    ];

    /// <summary>Without the punctuation of the sentence around it; a bracket belongs to it only when it was opened in it.</summary>
    private static EntityReading? Url(string match)
    {
        var length = match.Length;
        while (length > 0 && (match[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or ']' || IsOpenedOutside(match.AsSpan(0, length))))
            length--;
        return Uri.TryCreate(match[..length], UriKind.Absolute, out var url) && url.Host.Length > 0
            ? new(length, url.AbsoluteUri, 0.99)
            : null;
    }

    private static bool IsOpenedOutside(ReadOnlySpan<char> text) => text[^1] == ')' && text.Count('(') < text.Count(')');

    private static EntityReading? Email(string match)
    {
        var text = match.TrimEnd('-', '.');
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (local, domain) = (text[..at], text[(at + 1)..]);
        var labels = domain.Split('.');
        var valid = text.Length <= LongestEmail
            && local.Length is > 0 and <= LongestLocalPart
            && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
            && labels.All(static label => label.Length > 0 && label[0] != '-' && label[^1] != '-')
            && labels[^1].Length >= 2 && labels[^1].Any(char.IsAsciiLetter);
        return valid ? new(text.Length, $"{local}@{domain.ToLowerInvariant()}", 0.98) : null;
    }

    private static EntityReading? IpAddress(string match) =>
        match.Split('.') is { Length: 4 } parts
        && parts.All(static part => part == "0" || (part[0] != '0' && int.Parse(part, CultureInfo.InvariantCulture) <= 255))
        && IPAddress.TryParse(match, out _)
            ? new(match.Length, match, 0.9)
            : null;

    private static EntityReading? Hashtag(string match) => match.Any(char.IsLetter) ? new(match.Length, "", 0.9) : null;
}
