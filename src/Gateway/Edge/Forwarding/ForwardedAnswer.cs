using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>The answer of a forwarded call: the service's, as it comes, or why there is none.</summary>
internal sealed class ForwardedAnswer(HttpContext http, ForwardedMethod method, ForwardTools tools)
{
    private const string Unauthenticated = "16";
    private const int InternalError = 2;

    private bool _isInMessage;

    public async Task CopyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (WhyUnusable(response) is { } error)
        {
            Fail(error);
            return;
        }

        ForwardedHeaders.Copy(response.Headers.NonValidated, http.Response.Headers);
        http.Response.ContentType = response.Content.Headers.NonValidated["content-type"].ToString();
        // An answer without messages stays one: its status is among the headers.
        if (http.Response.Headers.GrpcStatus.Count > 0)
            return;
        await CopyMessagesAsync(response, cancellationToken);
        var trailers = http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
        ForwardedHeaders.Copy(response.TrailingHeaders.NonValidated, trailers);
        // Whoever refuses gives a reason: one that came without gets its general one.
        var end = GrpcEnd.Read(trailers, StatusCodes.Status503ServiceUnavailable, RequestId.Of(http));
        if (end.Trailers != trailers)
            Fail(end);
    }

    /// <summary>Ends the call with a status of this process.</summary>
    public void Fail(DomainError error) => Fail(GrpcEnd.Of(error, RequestId.Of(http)));

    private void Fail(GrpcEnd end)
    {
        // After half a message no status can follow; the client learns from the reset that the answer is not whole.
        if (_isInMessage)
        {
            http.Features.Get<IHttpResetFeature>()?.Reset(InternalError);
            return;
        }

        if (!http.Response.HasStarted)
        {
            http.Response.Headers.Clear();
            http.Response.ContentType = GrpcContent.MediaType;
        }

        var target = http.Response.HasStarted ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : http.Response.Headers;
        foreach (var (name, values) in end.Trailers)
            target[name] = values;
    }

    private async Task CopyMessagesAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var copy = new AnswerCopy(http.Response, body, method.AnswersInStream);
        try
        {
            await copy.RunAsync(cancellationToken);
        }
        finally
        {
            _isInMessage = copy.IsInMessage;
        }
    }

    private DomainError? WhyUnusable(HttpResponseMessage response)
    {
        var isGrpc = response.Content.Headers.NonValidated.TryGetValues("content-type", out var type) && GrpcContent.Is(type.ToString());
        if ((int)response.StatusCode != StatusCodes.Status200OK || !isGrpc)
            return ForwardErrors.NotGrpc(method.Service);
        var isRefused = response.Headers.NonValidated.TryGetValues("grpc-status", out var status) && status.ToString() == Unauthenticated;
        // The caller was known here: what the service does not accept is this process.
        if (!isRefused || http.GetCaller().Kind == CallerKind.Anonymous)
            return null;
        tools.KeyRefused(method.Service);
        return ForwardErrors.KeyRefused(method.Service);
    }
}
