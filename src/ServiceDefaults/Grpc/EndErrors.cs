using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Why a call ends before its work does: said in the same way by whoever ends it.</summary>
public static class EndErrors
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>By what is known of the call: its deadline first, then the stay of its caller, then this process; if none of them, its client has left.</summary>
    /// <param name="http">The call.</param>
    /// <param name="isLate">Its deadline has passed.</param>
    /// <param name="isStopping">This process stops.</param>
    public static DomainError Of(HttpContext http, bool isLate, bool isStopping)
    {
        if (isLate)
            return new(ErrorCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed");
        if (http.Features.Get<CallerStay>() is { Ended.IsCancellationRequested: true } stay)
            return stay.Reason;
        return isStopping ? Draining() : Cancelled();
    }

    /// <summary>CANCELLED: the client has left.</summary>
    public static DomainError Cancelled() => new(ErrorCode.Cancelled, "CANCELLED", "the call was cancelled");

    /// <summary>SERVER_DRAINING: the same call may succeed elsewhere, or a moment later.</summary>
    public static DomainError Draining() => new(ErrorCode.Unavailable, "SERVER_DRAINING", "the server is stopping") { RetryAfter = RetryAfter };
}
