namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>What a WebSocket asks for before it is one: the method by its path, the form of messages and maybe a token by its subprotocols.</summary>
/// <param name="GrpcPath"><c>/package.Service/Method</c>.</param>
/// <param name="Subprotocol">The form to speak.</param>
/// <param name="Token">An access token, which is never said back; null when it comes another way.</param>
internal sealed record SocketHandshake(string GrpcPath, string Subprotocol, string? Token)
{
    public const string Proto = "groupchat.proto.v1";
    public const string Json = "groupchat.json.v1";

    private const string Prefix = "/ws";
    private const string TokenPrefix = "groupchat.bearer.";

    public bool IsJson => Subprotocol == Json;

    public static bool IsClaimedBy(HttpRequest request) => request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal);

    /// <summary>Null when the request cannot become a socket; then <paramref name="status"/> and <paramref name="why"/> say why.</summary>
    public static SocketHandshake? Read(HttpContext http, CorsSettings cors, out int status, out string why)
    {
        (status, why) = Refusal(http, cors);
        if (status != StatusCodes.Status200OK)
            return null;
        var offered = http.WebSockets.WebSocketRequestedProtocols;
        var token = offered.SingleOrDefault(name => name.StartsWith(TokenPrefix, StringComparison.Ordinal));
        return new(http.Request.Path.Value![Prefix.Length..], offered.First(IsForm), token?[TokenPrefix.Length..]);
    }

    private static (int Status, string Why) Refusal(HttpContext http, CorsSettings cors)
    {
        var offered = http.WebSockets.WebSocketRequestedProtocols;
        return http switch
        {
            { WebSockets.IsWebSocketRequest: false } => (StatusCodes.Status426UpgradeRequired, "Only WebSockets are served here."),
            _ when !IsWelcome(http.Request, cors) => (StatusCodes.Status403Forbidden, "Pages of this origin may not connect: see Cors:Origins."),
            // A URL is logged by everything on the way: nothing secret may come to be written into one.
            { Request.QueryString.HasValue: true } => (StatusCodes.Status400BadRequest, "The URL takes no query."),
            _ when http.Request.Path.Value!.Count(letter => letter == '/') != 3 =>
                (StatusCodes.Status404NotFound, "The path is /ws/<package.Service>/<Method>."),
            _ when !offered.Any(IsForm) => (StatusCodes.Status400BadRequest, $"Ask for the subprotocol {Proto} or {Json}."),
            _ when offered.Count(name => name.StartsWith(TokenPrefix, StringComparison.Ordinal)) > 1 =>
                (StatusCodes.Status400BadRequest, "Send one token."),
            _ => (StatusCodes.Status200OK, ""),
        };
    }

    private static bool IsForm(string subprotocol) => subprotocol is Proto or Json;

    // Browsers let every page connect anywhere, and say where the page is from. Other clients have no origin.
    private static bool IsWelcome(HttpRequest request, CorsSettings cors)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0 || cors.Allows(origin.ToString()) || IsOwnPage(origin.ToString(), request.Host);
    }

    private static bool IsOwnPage(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
        && string.Equals(page.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
