using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Gives the refusals that gRPC itself makes, before a handler runs, a reason and the id of their request.</summary>
public static class ErrorDetails
{
    // What the server package says of an exception that no interceptor has seen.
    private const string HandlerThrew = "Exception was thrown by handler.";

    private const string DeadlineExceeded = "4";

    /// <summary>
    /// Completes an answer without messages, whose status is still in its headers: an unknown method, a request that is too large
    /// or cannot be read. Anything else stays as it is.
    /// </summary>
    public static void AddMissing(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (http.Response.HasStarted || headers.GrpcStatus.Count == 0 || headers.ContainsKey(RpcFault.DetailsKey))
            return;
        var code = (StatusCode)int.Parse(headers.GrpcStatus.ToString(), CultureInfo.InvariantCulture);
        if (code == StatusCode.OK)
            return;
        var message = Uri.UnescapeDataString(headers.GrpcMessage.ToString());
        // Handlers' own exceptions never leave like this: what does is a request that could not be read.
        var fault = (code, message) == (StatusCode.Unknown, HandlerThrew)
            ? RpcFault.Of(RpcFault.Unreadable(CallFaults.NotFramed), RequestId.Of(http))
            : RpcFault.Of(
                CallFaults.TypedRequest(new RpcException(new(code, message)).ToDomainError()), RequestId.Of(http),
                code == StatusCode.Unknown ? code : null);
        TrailersOnly.Write(http.Response, fault);
    }

    /// <summary>Completes the status of a passed deadline, wherever it stands: before the first message among the headers, later in the trailers.</summary>
    internal static void AddToDeadline(HttpContext http, string requestId)
    {
        var status = http.Response.HasStarted ? http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : http.Response.Headers;
        if (status is null || status.GrpcStatus != DeadlineExceeded || status.ContainsKey(RpcFault.DetailsKey))
            return;
        var fault = RpcFault.Of(EndErrors.Of(http, isLate: true, isStopping: false), requestId);
        status[RpcFault.DetailsKey] = Convert.ToBase64String(fault.Trailers.Get(RpcFault.DetailsKey)!.ValueBytes);
    }
}
