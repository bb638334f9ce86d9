namespace GroupChat.Agents.Models.Remote;

/// <summary>Responses whose body somebody looks at while it comes.</summary>
internal static class WatchedResponse
{
    /// <summary>Puts a stream in the place of the body; the headers of the body stay.</summary>
    public static async Task WatchAsync(this HttpResponseMessage response, Func<Stream, WatchedStream> watch, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var watched = new StreamContent(watch(await content.ReadAsStreamAsync(cancellationToken)));
        foreach (var (name, values) in content.Headers)
            watched.Headers.TryAddWithoutValidation(name, values);
        response.Content = watched;
    }
}
