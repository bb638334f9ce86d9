using System.ComponentModel.DataAnnotations;

namespace GroupChat.Documents;

/// <summary>Settings under <c>Scraper</c>.</summary>
internal sealed class ScraperOptions : IValidatableObject
{
    private static readonly int[] DefaultPorts = [80, 443, 8080, 8443];

    /// <summary>Ports a page may be fetched from. Empty, the default, means 80, 443, 8080 and 8443.</summary>
    public List<int> AllowedPorts { get; } = [];

    /// <summary>
    /// Trusted intranet hosts that may be fetched although their address is not public, each as exactly <c>host:port</c>
    /// (<c>[::1]:8080</c> for IPv6). Everybody who may scrape can then read what these hosts serve. Default: none.
    /// </summary>
    public List<string> AllowedPrivateHosts { get; } = [];

    /// <summary>Largest page, in bytes after decompression. Default: 5 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxPageBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>Redirects followed before giving up. Default: 5.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Time for a page with all its redirects. Default: 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Pages worked on at the same time; more wait for their turn. Default: 4.</summary>
    [Range(1, 64)]
    public int MaxConcurrentPages { get; set; } = 4;

    /// <summary>What the scraper calls itself.</summary>
    [RegularExpression("^[ -~]{1,200}$")]
    public string UserAgent { get; set; } = "GroupChat-Scraper/0.1";

    /// <summary>By <see cref="AllowedPorts"/> or its default.</summary>
    public bool IsAllowedPort(int port) => AllowedPorts.Count > 0 ? AllowedPorts.Contains(port) : DefaultPorts.Contains(port);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllowedPorts.Exists(port => port is < 1 or > 65_535))
            yield return new("must be ports, 1 to 65535", [nameof(AllowedPorts)]);
        if (!AllowedPrivateHosts.TrueForAll(IsHostAndPort))
            yield return new("must be hosts with their port, like intranet.example:8080", [nameof(AllowedPrivateHosts)]);
    }

    private static bool IsHostAndPort(string value) =>
        Uri.TryCreate($"tcp://{value}", UriKind.Absolute, out var uri) && uri.Port is > 0 and <= 65_535
        && uri.AbsolutePath is "" or "/" && uri.UserInfo.Length == 0 && value.EndsWith($":{uri.Port}", StringComparison.Ordinal);
}
