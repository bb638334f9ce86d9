using System.Text.Json;

namespace GroupChat.Agents.Models.Remote;

/// <summary>
/// Connections to the servers of models, one pool each. They are configured, so they may lie anywhere; what they answer is still
/// taken for hostile: no redirects, no cookies, bounded headers and bodies, and none of our trace ids.
/// </summary>
internal static class ModelHttp
{
    private const int MostHeaderKilobytes = 32;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static HttpClient Open(ModelOptions options)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            ActivityHeadersPropagator = null,
        };
        var client = new HttpClient(new LimitedResponses(sockets, LimitedResponses.MostBytes))
        {
            BaseAddress = options.BaseAddress,
            // Streams last as long as they speak: silence is watched by their readers.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("GroupChat", "1"));
        return client;
    }

    /// <summary>What a failed exchange means, whichever library noticed it.</summary>
    public static Exception Meaning(Exception error) => error switch
    {
        ModelFailure failure => failure,
        HttpRequestException { InnerException: ModelFailure failure } => failure,
        HttpRequestException { StatusCode: { } status } => ModelFailure.Status((int)status),
        HttpRequestException request => ModelFailure.Unreachable(request),
        IOException => ModelFailure.Cut(),
        JsonException or FormatException or InvalidOperationException or KeyNotFoundException => ModelFailure.Unreadable(),
        _ => error,
    };
}
