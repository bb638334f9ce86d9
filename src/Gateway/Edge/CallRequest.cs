using System.IO.Pipelines;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>A translated call as the pipeline sees it: a POST over HTTP/2, whatever it came over.</summary>
internal sealed class CallRequest : IHttpRequestFeature, IRequestBodyPipeFeature
{
    private Stream? _stream;

    public CallRequest(GrpcCall call, HttpRequest outer)
    {
        (Scheme, Path, RawTarget, Headers, Reader) = (outer.Scheme, call.Path, call.Path, call.Headers, call.Body);
        if (Headers.ContentType.Count == 0)
            Headers.ContentType = GrpcContent.MediaType;
        Headers.TE = "trailers";
        Headers.ContentLength = null;
    }

    public string Protocol { get; set; } = HttpProtocol.Http2;

    public string Scheme { get; set; }

    public string Method { get; set; } = HttpMethods.Post;

    public string PathBase { get; set; } = "";

    public string Path { get; set; }

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; }

    public IHeaderDictionary Headers { get; set; }

    public PipeReader Reader { get; }

    public Stream Body
    {
        get => _stream ??= Reader.AsStream();
        set => _stream = value;
    }
}
