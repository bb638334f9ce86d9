using System.Net;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.WebUtilities;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>Follows redirects with its cookies, up to an address that a test wants to look at.</summary>
internal sealed class Browser : IDisposable
{
    private const int MostHops = 10;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        Timeout = Waiting.Limit,
    };

    /// <summary>The first address on the way that begins so; it is not opened.</summary>
    public async Task<Uri> FollowAsync(string url, string upTo)
    {
        var at = new Uri(url);
        for (var hop = 0; hop < MostHops; hop++)
        {
            using var answer = await _client.GetAsync(at).Within();
            Assert.True(answer.Headers.Location is not null, $"{at.AbsolutePath} answers {answer.StatusCode}: {await answer.Content.ReadAsStringAsync().Within()}");
            at = new(at, answer.Headers.Location);
            if (at.AbsoluteUri.StartsWith(upTo, StringComparison.Ordinal))
                return at;
        }

        throw new InvalidOperationException($"after {MostHops} redirects: {at}");
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri url)
    {
        using var answer = await _client.GetAsync(url).Within();
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync().Within());
    }

    /// <summary>A parameter of an address; empty when it is not there.</summary>
    public static string Of(Uri url, string name) => QueryHelpers.ParseQuery(url.Query).GetValueOrDefault(name).ToString();

    public void Dispose() => _client.Dispose();
}
