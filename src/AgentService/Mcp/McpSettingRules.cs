using System.ComponentModel.DataAnnotations;

namespace GroupChat.Agents.Mcp;

/// <summary>What settings of one server may not say.</summary>
internal static class McpSettingRules
{
    public static IEnumerable<ValidationResult> OfHttp(McpServerOptions options)
    {
        if (options.Address.Length > 0 && !IsUsable(options.Address))
            yield return new("must be an http:// or https:// address without user and fragment", [nameof(options.Address)]);
        if (options.Token.Length > 0 && options.TokenFile.Length > 0)
            yield return new("and TokenFile are two ways to say one thing", [nameof(options.Token)]);
        if (options.Token.Any(static letter => letter is <= ' ' or > '~'))
            yield return new("must be printable ASCII without spaces", [nameof(options.Token)]);
        if (options.Token.Length + options.TokenFile.Length > 0 && options.Headers.Keys.Contains("authorization", StringComparer.OrdinalIgnoreCase))
            yield return new("and a header Authorization are two ways to say one thing", [nameof(options.Token)]);
        if (options.TokenFile.Length > 0 && !Path.IsPathFullyQualified(options.TokenFile))
            yield return new("must be a full path", [nameof(options.TokenFile)]);
        foreach (var (name, value) in options.Headers.Where(static header => !IsHeader(header.Key, header.Value)))
            yield return new("must be a header of printable ASCII that is not the protocol's own", [$"{nameof(options.Headers)}:{name}"]);
        if (options.Address.Length == 0 && (options.Token.Length + options.TokenFile.Length > 0 || options.Headers.Count > 0))
            yield return new("has a Token, a TokenFile or Headers, which are for an Address", [nameof(options.Command)]);
    }

    public static IEnumerable<ValidationResult> OfTools(McpServerOptions options)
    {
        if (options.Tools.Count == 0)
            yield return new("is required: name the tools that agents may be given, or \"*\" for all", [nameof(options.Tools)]);
        foreach (var (setting, names) in ((string, List<string>)[])
            [(nameof(options.Tools), options.Tools), (nameof(options.Reads), options.Reads), (nameof(options.Sends), options.Sends)])
        {
            if (names.Exists(static name => !NamePattern.IsValid(name)))
                yield return new("must be names of tools, of letters, digits, _ - . / and *", [setting]);
        }
        if (options.Reads.Intersect(options.Sends, StringComparer.Ordinal).Any())
            yield return new("names what Sends names too", [nameof(options.Reads)]);
        if (options.MaxSeconds < options.TimeoutSeconds)
            yield return new($"must not be less than {nameof(options.TimeoutSeconds)}", [nameof(options.MaxSeconds)]);
    }

    private static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Fragment: "" };

    private static bool IsHeader(string name, string value)
    {
        if (name.StartsWith("mcp-", StringComparison.OrdinalIgnoreCase) || value.Any(static letter => letter is < ' ' or > '~'))
            return false;
        using var request = new HttpRequestMessage();
        return IsFree(name) && request.Headers.TryAddWithoutValidation(name, value);
    }

    private static bool IsFree(string name) => !((string[])["host", "connection", "accept", "content-type", "content-length", "transfer-encoding"])
        .Contains(name, StringComparer.OrdinalIgnoreCase);
}
