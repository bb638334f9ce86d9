using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>What a request is called in logs, in traces and in the errors it gets: its W3C trace id.</summary>
public static class RequestId
{
    /// <summary>The trace that the caller named, or one of the request's own.</summary>
    public static string Of(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
