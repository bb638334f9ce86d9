namespace GroupChat.Gateway.Edge.Web;

/// <summary>
/// gRPC-Web: messages are framed as in gRPC, and the trailers follow as a frame of their own, so that browsers can see them; in the
/// text form all of it is base64. Works over HTTP/1.1 and HTTP/2.
/// </summary>
/// <remarks>https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md</remarks>
internal sealed class GrpcWebTranslator(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!GrpcWebContent.IsClaimedBy(http.Request))
            return next(http);
        if (GrpcWebContent.TryRead(http.Request, out var content))
            return TranslateAsync(http, content);
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private Task TranslateAsync(HttpContext http, GrpcWebContent content)
    {
        var (headers, body) = (http.Request.Headers, http.Request.BodyReader);
        headers.ContentType = content.RequestType;
        headers.Cookie = default;
        var call = new GrpcCall(http.Request.Path.Value ?? "/", headers, content.RequestIsText ? new Base64Reader(body) : body);
        return GrpcExchange.RunAsync(http, call, new GrpcWebAnswer(http.Response, content), next);
    }
}
