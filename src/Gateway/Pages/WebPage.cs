namespace GroupChat.Gateway.Pages;

/// <summary>
/// The page for people at <c>/</c>: the files that the build of <c>clients/web</c> has left in this program. What it may load and call
/// is said by the headers that every answer has.
/// </summary>
internal static class WebPage
{
    private const string Folder = "web/";
    private const string Start = "index.html";

    // The build names these after what they contain.
    private const string Hashed = "assets/";

    /// <summary>False in a build without npm.</summary>
    public static bool IsBuilt { get; } = Array.Exists(typeof(WebPage).Assembly.GetManifestResourceNames(), name => name == Folder + Start);

    public static void MapWebPage(this IEndpointRouteBuilder endpoints)
    {
        if (!IsBuilt)
            endpoints.MapMethods("/", PageFiles.Reading, SayItIsMissingAsync);
        foreach (var file in PageFiles.Embedded(Folder))
        {
            var path = file.Name == Start ? "/" : $"/{file.Name}";
            var cacheControl = file.Name.StartsWith(Hashed, StringComparison.Ordinal) ? PageFiles.KeepForEver : PageFiles.AskAgain;
            endpoints.MapMethods(path, PageFiles.Reading, (HttpContext http) => PageFiles.SendAsync(http, file, cacheControl));
        }
    }

    private static async Task SayItIsMissingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(
            "This build of GroupChat has no web page: npm was missing, or clients/web was not installed. See clients/web/README.md.\n"
            + "Every call can be tried at /docs.\n", http.RequestAborted);
    }
}
