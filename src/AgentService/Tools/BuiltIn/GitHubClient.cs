using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Reads what a public repository is from GitHub's REST API, or a server that speaks it. Follows no redirect.</summary>
internal sealed class GitHubClient(Uri address) : IDisposable
{
    private const int LongestName = 100;
    private const int MostBytes = 1 << 20;

    private static readonly string[] Fields =
        ["full_name", "description", "language", "stargazers_count", "forks_count", "open_issues_count", "default_branch", "archived", "pushed_at", "html_url"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
        MaxResponseContentBufferSize = MostBytes,
        DefaultRequestHeaders = { { "Accept", "application/vnd.github+json" }, { "User-Agent", "GroupChat" } },
    };

    public async Task<string> DescribeAsync(string repository, CancellationToken cancellationToken)
    {
        if (repository.Split('/') is not [var owner, var name] || !IsName(owner) || !IsName(name))
            throw new ToolException("a repository is named owner/name.");
        using var response = await _http.GetAsync($"repos/{owner}/{name}", cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new ToolException("there is no public repository of this name.");
        if (response.StatusCode != HttpStatusCode.OK)
            throw new ToolException($"the server answered {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}.");
        var found = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (found.ValueKind != JsonValueKind.Object)
            throw new ToolException("the server's answer cannot be read.");
        return string.Join('\n', Fields.Select(field => found.TryGetProperty(field, out var value) ? $"{field}: {value}" : null).OfType<string>());
    }

    public void Dispose() => _http.Dispose();

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name is not ("." or "..")
        && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
