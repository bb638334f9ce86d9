using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Pages;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>
/// <c>/openapi.json</c>, and <c>/docs</c>, a page to try the calls with. Everything of it is served from here, no script stands in
/// the page itself, and the page may load and call nothing else.
/// </summary>
internal static class DocsPages
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapDocs(this IEndpointRouteBuilder endpoints)
    {
        var document = new Lazy<PageFile>(() => new("openapi.json", Document(endpoints.ServiceProvider)));
        endpoints.MapMethods("/openapi.json", PageFiles.Reading, (HttpContext http) => SendAsync(http, document.Value));
        foreach (var page in PageFiles.Embedded("docs/"))
        {
            var path = page.Name == "index.html" ? "/docs" : $"/docs/{page.Name}";
            endpoints.MapMethods(path, PageFiles.Reading, (HttpContext http) => SendAsync(http, page));
        }
    }

    private static byte[] Document(IServiceProvider services)
    {
        var rules = new CallerRules(services.GetRequiredService<EndpointDataSource>());
        return new OpenApiDocument(services.GetRequiredService<IReadOnlyList<JsonRoute>>(), ContractComments.Load(), rules).ToBytes();
    }

    private static Task SendAsync(HttpContext http, PageFile file)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return PageFiles.SendAsync(http, file, PageFiles.AskAgain);
    }
}
