using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Why a call that was let in does not get the answer of its service.</summary>
internal static class ForwardErrors
{
    private const long EnhanceYourCalm = 0xb;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>SERVICE_UNREACHABLE: the service has seen nothing of the call.</summary>
    public static DomainError Unreachable(string service) => Unavailable("SERVICE_UNREACHABLE", "a part of the server cannot be reached", service);

    /// <summary>SERVICE_LOST: the connection ended in the middle of the call, which may have been done.</summary>
    public static DomainError Lost(string service) => Unavailable("SERVICE_LOST", "a part of the server was lost during the call", service);

    /// <summary>SERVICE_KEY_REFUSED: the processes were not given the same service key.</summary>
    public static DomainError KeyRefused(string service) => Unavailable("SERVICE_KEY_REFUSED", "a part of the server does not accept calls", service);

    /// <summary>An answer that is no gRPC: something else listens at the address.</summary>
    public static DomainError NotGrpc(string service) => Unavailable("SERVICE_UNREADABLE", "a part of the server gave no answer of gRPC", service);

    /// <summary>The client sends more than a request may have.</summary>
    public static DomainError TooLarge() => new(ErrorCode.ResourceExhausted, "MESSAGE_TOO_LARGE", "the request is too large");

    /// <summary>By what the way to the service reported: see <see cref="ServiceDefaults.Elsewhere.ServiceLinks.To"/>.</summary>
    public static DomainError Of(Exception error, string service) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable(service),
        { InnerException: HttpProtocolException { ErrorCode: EnhanceYourCalm } } =>
            new(ErrorCode.ResourceExhausted, "SERVICE_BUSY", "a part of the server is asked too much") { RetryAfter = RetryAfter },
        _ => Lost(service),
    };

    private static DomainError Unavailable(string reason, string text, string service) =>
        new(ErrorCode.Unavailable, reason, text, new Dictionary<string, string> { ["service"] = service }) { RetryAfter = RetryAfter };
}
