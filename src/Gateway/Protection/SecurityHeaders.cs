using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Protection;

/// <summary>
/// Tells browsers to do with our answers only what we mean them to: pages run their own scripts and no others, nobody frames them,
/// and no answer is taken for something else than it says. What an endpoint has set itself stays.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // gRPC is for programs, and these headers would go with every call.
        if (!GrpcContent.Is(http.Request.ContentType))
            http.Response.OnStarting(Add, http.Response.Headers);
        return next(http);
    }

    private static Task Add(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        return Task.CompletedTask;
    }
}
