using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>What callers of a worker meet when it is not there. All of them are worth another attempt.</summary>
public static class WorkerErrors
{
    private const string LostReason = "WORKER_LOST";
    private const string NotReadyReason = "WORKER_NOT_READY";
    private const string StoppingReason = "WORKER_STOPPING";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The child ended while it worked on the call: whether it did the work is not known.</summary>
    public static DomainError Lost(string kind) => new(
        ErrorCode.Unavailable, LostReason, "a part of the server ended unexpectedly and is started again", Of(kind))
    { RetryAfter = Soon };

    /// <summary>Says of an error that the child ended, or was not there to begin with: it says nothing about what was asked.</summary>
    public static bool IsLost(Exception error) => error is DomainError { Reason: LostReason or NotReadyReason or StoppingReason };

    internal static DomainError NotReady(string kind, TimeSpan retryAfter) => new(
        ErrorCode.Unavailable, NotReadyReason, "a part of the server is not ready yet", Of(kind))
    { RetryAfter = retryAfter > Soon ? retryAfter : Soon };

    internal static DomainError Stopping(string kind) => new(
        ErrorCode.Unavailable, StoppingReason, "the server is stopping", Of(kind))
    { RetryAfter = Soon };

    private static Dictionary<string, string> Of(string kind) => new() { ["worker"] = kind };
}
