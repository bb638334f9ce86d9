using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GroupChat.Gateway.Identities;

/// <summary>
/// Calls of this server to providers. What they answer is taken for hostile: it has a time, a size and a depth, redirects are not
/// followed, nothing is unpacked, and what is no JSON object is no answer.
/// </summary>
internal sealed class ProviderHttp : IDisposable
{
    private const int MostBytes = 512 * 1024;
    private const int MostHeaders = 32;

    private readonly HttpClient _client;

    public ProviderHttp(SignInOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MostHeaders,
            MaxConnectionsPerServer = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        _client = new(handler) { Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds), MaxResponseContentBufferSize = MostBytes };
        _client.DefaultRequestHeaders.UserAgent.Add(new("GroupChat", "1"));
        _client.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <summary>Errors: PROVIDER_UNAVAILABLE, also for any status but 200.</summary>
    public async Task<JsonElement> GetAsync(string url, string? accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (accessToken is not null)
            request.Headers.Authorization = new("Bearer", accessToken);
        var (status, answer) = await SendAsync(request, cancellationToken);
        return status == HttpStatusCode.OK ? answer : throw SignInErrors.ProviderUnavailable($"it answers with status {(int)status}");
    }

    /// <summary>Trades something in at a token endpoint. Errors: PROVIDER_UNAVAILABLE, PROVIDER_REFUSED.</summary>
    public async Task<JsonElement> PostAsync(
        string url, Dictionary<string, string> form, AuthenticationHeaderValue? credentials, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = credentials;
        var (status, answer) = await SendAsync(request, cancellationToken);
        if (status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized || (status == HttpStatusCode.OK && answer.TryGetProperty("error", out _)))
            throw SignInErrors.ProviderRefused(ErrorOf(answer));
        return status == HttpStatusCode.OK ? answer : throw SignInErrors.ProviderUnavailable($"it answers with status {(int)status}");
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var answer = StrictJson.Object(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return (response.StatusCode, answer ?? throw SignInErrors.ProviderUnavailable("it answers with something else than a JSON object"));
        }
        catch (HttpRequestException error)
        {
            throw SignInErrors.ProviderUnavailable($"{error.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw SignInErrors.ProviderUnavailable("it takes too long");
        }
    }

    /// <summary>The error by its name in the standard; a text of the provider's own could be anything.</summary>
    private static string ErrorOf(JsonElement answer)
    {
        var error = Claims.Text(answer, "error");
        return error.Length is > 0 and <= 64 && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? error : "it does not say why";
    }

    /// <summary>Id and secret as the standard has them in a header (RFC 6749, section 2.3.1).</summary>
    public static AuthenticationHeaderValue Basic(Provider provider) => new(
        "Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.ClientSecret)}")));
}
