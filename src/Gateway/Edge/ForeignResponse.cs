using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// The response the client really gets. Taken before an exchange begins: while it runs, the context's own response is the gRPC
/// answer to translate.
/// </summary>
internal sealed class ForeignResponse(IHttpResponseFeature response, IHttpResponseBodyFeature body)
{
    public int StatusCode
    {
        get => response.StatusCode;
        set => response.StatusCode = value;
    }

    public IHeaderDictionary Headers => response.Headers;

    public bool HasStarted => response.HasStarted;

    public PipeWriter Body => body.Writer;

    public static ForeignResponse Of(HttpContext http) =>
        new(http.Features.GetRequiredFeature<IHttpResponseFeature>(), http.Features.GetRequiredFeature<IHttpResponseBodyFeature>());

    /// <summary>Sends what is left, and the end.</summary>
    public Task CompleteAsync() => body.CompleteAsync();
}
