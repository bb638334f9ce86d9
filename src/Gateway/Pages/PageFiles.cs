namespace GroupChat.Gateway.Pages;

/// <summary>The files of a page that are part of this program, and how they are sent.</summary>
internal static class PageFiles
{
    /// <summary>For a name that changes with what it names.</summary>
    public const string KeepForEver = "public, max-age=31536000, immutable";

    /// <summary>To be asked for each time; it costs nothing when nothing has changed.</summary>
    public const string AskAgain = "no-cache";

    private const int LeastPacked = 1024;

    /// <summary>The server leaves the body of the second out by itself.</summary>
    public static string[] Reading { get; } = ["GET", "HEAD"];

    /// <summary>The embedded files below a folder, named from there on.</summary>
    public static IEnumerable<PageFile> Embedded(string folder)
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using var resource = assembly.GetManifestResourceStream(name)!;
            resource.CopyTo(content);
            yield return new(name[folder.Length..].Replace('\\', '/'), content.ToArray());
        }
    }

    public static async Task SendAsync(HttpContext http, PageFile file, string cacheControl)
    {
        var headers = http.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = cacheControl;
        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (http.Request.Headers.IfNoneMatch == file.Tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var isPacked = file.Content.Length >= LeastPacked && TakesBrotli(http.Request);
        if (isPacked)
            headers.ContentEncoding = "br";
        headers.ContentType = file.MediaType;
        var content = isPacked ? file.Packed : file.Content;
        headers.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
}
