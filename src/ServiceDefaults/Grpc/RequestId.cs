using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>What a request is called in logs, in traces and in the errors it gets: its W3C trace id.</summary>
public static class RequestId
{
    /// <summary>The trace that the caller named, or one of the request's own.</summary>
    public static string Of(HttpContext http) =>
        // Timers run outside of the request's own activity.
        (Activity.Current ?? http.Features.Get<IHttpActivityFeature>()?.Activity)?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
