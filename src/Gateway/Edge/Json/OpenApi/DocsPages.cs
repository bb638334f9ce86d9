using System.Collections.Frozen;
using System.Security.Cryptography;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>
/// <c>/openapi.json</c>, and <c>/docs</c>, a page to try the calls with. Everything of it is served from here, no script stands in
/// the page itself, and the page may load and call nothing else.
/// </summary>
internal static class DocsPages
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The server leaves the body of the second out by itself.</summary>
    private static readonly string[] Reading = ["GET", "HEAD"];

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void MapDocs(this IEndpointRouteBuilder endpoints)
    {
        var document = new Lazy<Page>(() => new("openapi.json", Document(endpoints.ServiceProvider)));
        endpoints.MapMethods("/openapi.json", Reading, (HttpContext http) => SendAsync(http, document.Value));
        foreach (var page in Embedded())
        {
            var path = page.Name == "index.html" ? "/docs" : $"/docs/{page.Name}";
            endpoints.MapMethods(path, Reading, (HttpContext http) => SendAsync(http, page));
        }
    }

    private static byte[] Document(IServiceProvider services)
    {
        var rules = new CallerRules(services.GetRequiredService<EndpointDataSource>());
        return new OpenApiDocument(services.GetRequiredService<IReadOnlyList<JsonRoute>>(), ContractComments.Load(), rules).ToBytes();
    }

    private static IEnumerable<Page> Embedded()
    {
        const string Folder = "docs/";
        var assembly = typeof(DocsPages).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using var resource = assembly.GetManifestResourceStream(name)!;
            resource.CopyTo(content);
            yield return new(name[Folder.Length..], content.ToArray());
        }
    }

    private static async Task SendAsync(HttpContext http, Page page)
    {
        var headers = http.Response.Headers;
        headers.ETag = page.Tag;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (http.Request.Headers.IfNoneMatch == page.Tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        headers.ContentType = Types[Path.GetExtension(page.Name)];
        headers.ContentLength = page.Content.Length;
        await http.Response.Body.WriteAsync(page.Content, http.RequestAborted);
    }

    private sealed record Page(string Name, byte[] Content)
    {
        public string Tag { get; } = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 16))}\"";
    }
}
