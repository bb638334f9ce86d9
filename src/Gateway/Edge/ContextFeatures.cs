using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>The features that make a context the context of one request and response.</summary>
internal readonly struct ContextFeatures
{
    private readonly IRequestBodyPipeFeature? _requestBody;
    private readonly IHttpResponseBodyFeature _responseBody;
    private readonly IHttpResponseTrailersFeature? _trailers;
    private readonly IHttpResetFeature? _reset;

    public ContextFeatures(CallRequest request, CallResponse response, CallLifetime lifetime)
    {
        (Request, _requestBody) = (request, request);
        (Response, _responseBody, _trailers) = (response, response, response);
        (Lifetime, _reset) = (lifetime, lifetime);
    }

    private ContextFeatures(IFeatureCollection features)
    {
        (Request, _requestBody) = (features.GetRequiredFeature<IHttpRequestFeature>(), features.Get<IRequestBodyPipeFeature>());
        (Response, _responseBody) = (features.GetRequiredFeature<IHttpResponseFeature>(), features.GetRequiredFeature<IHttpResponseBodyFeature>());
        _trailers = features.Get<IHttpResponseTrailersFeature>();
        (Lifetime, _reset) = (features.GetRequiredFeature<IHttpRequestLifetimeFeature>(), features.Get<IHttpResetFeature>());
    }

    public IHttpRequestFeature Request { get; }

    public IHttpResponseFeature Response { get; }

    public IHttpRequestLifetimeFeature Lifetime { get; }

    public static ContextFeatures Of(HttpContext http) => new(http.Features);

    public void SetOn(HttpContext http)
    {
        http.Features.Set(Request);
        http.Features.Set(_requestBody);
        http.Features.Set(Response);
        http.Features.Set(_responseBody);
        http.Features.Set(_trailers);
        http.Features.Set(Lifetime);
        http.Features.Set(_reset);
    }
}
