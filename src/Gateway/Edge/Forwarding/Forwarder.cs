using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// Sends calls of one method, which the gate has let in, to its service over HTTP/2, and the answer back, byte for byte: messages are
/// never decoded. Deadlines travel in their header and are kept here too; a client that leaves cancels the call there.
/// </summary>
internal sealed class Forwarder(ForwardedMethod method, HttpMessageInvoker way, ForwardTools tools)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsGrpc(http))
            return;
        if (method.TakesStream)
            Unlimit(http);
        using var ends = new CallEnds(http, method.AnswersInStream, tools.Lifetime, tools.Time);
        var request = new ForwardedRequest(http, method.TakesStream ? tools.Pace.Of(http) : null, ends.Token);
        var answer = new ForwardedAnswer(http, method, tools);
        try
        {
            using var message = ForwardedHeaders.RequestOf(http.Request, method.Uri, await request.ContentAsync(method.TakesStream), tools.Key);
            using var response = await way.SendAsync(message, ends.Token);
            request.Answered();
            await answer.CopyAsync(response, ends.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException or BadHttpRequestException || ends.Token.IsCancellationRequested)
        {
            if (!ends.Token.IsCancellationRequested)
                tools.CallBroken(method.Service, RequestId.Of(http), error);
            answer.Fail(ends.Token.IsCancellationRequested ? ends.Reason : ReasonOf(error, request));
        }
        finally
        {
            await request.EndAsync();
        }
    }

    private DomainError ReasonOf(Exception error, ForwardedRequest request) => request.ClientFault switch
    {
        BadHttpRequestException => ForwardErrors.TooLarge(),
        not null => EndErrors.Cancelled(),
        _ => ForwardErrors.Of(error, method.Service),
    };

    // What the framework's own handlers say of requests that are no gRPC.
    private static bool IsGrpc(HttpContext http)
    {
        if (!GrpcContent.Is(http.Request.ContentType))
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        return http.Response.StatusCode == StatusCodes.Status200OK;
    }

    // A stream of messages has no end and no least speed; its messages have a limit each, which the service keeps.
    private static void Unlimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }
}
