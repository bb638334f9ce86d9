using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Scraping;

/// <summary>Reads the address that a person gave. Whether it may be fetched is for <see cref="EgressGuard"/> to say.</summary>
internal static class PageUrl
{
    public const int MaxChars = 2_048;

    /// <exception cref="DomainError">INVALID_REQUEST: it is no absolute address.</exception>
    public static Uri Parse(string url)
    {
        if (url.Length is 0 or > MaxChars)
            throw Violations.One("url", $"must have 1 to {MaxChars} characters");
        // Programs disagree on what white space and backslashes in an address mean: none is let in to disagree about.
        if (url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\') || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            throw Violations.One("url", "must be an absolute http or https address");
        return parsed;
    }
}
