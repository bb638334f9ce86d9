namespace GroupChat.Agents.Safety;

/// <summary>
/// Which addresses an answer may show. An address that a model composes can carry away what it has read, at the latest when
/// somebody's browser loads it as an image. So only addresses of known hosts pass, and those that the question itself names.
/// </summary>
/// <param name="hosts">Names of hosts; one that begins with "." allows all below it.</param>
/// <param name="question">What the asking member wrote.</param>
internal sealed class LinkPolicy(IReadOnlyCollection<string> hosts, string question)
{
    private const int Longest = 2048;

    public bool Allows(string address)
    {
        if (address.Length > Longest || !Uri.TryCreate(address, UriKind.Absolute, out var url))
            return false;
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            return false;
        // What browsers and this parser might read as different hosts.
        if (url.UserInfo.Length > 0 || address.AsSpan().ContainsAny("\\\t\r\n@"))
            return false;
        return hosts.Any(host => IsOf(url.IdnHost, host)) || IsNamedInQuestion(address);
    }

    private static bool IsOf(string host, string allowed) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    /// <summary>As a whole: the beginning of an address is another address.</summary>
    private bool IsNamedInQuestion(string address)
    {
        for (var at = question.IndexOf(address, StringComparison.Ordinal); at >= 0; at = question.IndexOf(address, at + 1, StringComparison.Ordinal))
        {
            var end = at + address.Length;
            if (end == question.Length || char.IsWhiteSpace(question[end]) || ")>\"',.;!?".Contains(question[end], StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
