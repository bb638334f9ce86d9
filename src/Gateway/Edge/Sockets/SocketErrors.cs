using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>What a WebSocket client can do wrong once it is connected.</summary>
internal static class SocketErrors
{
    public static DomainError Frame(string why) => new(ErrorCode.InvalidArgument, "INVALID_FRAME", why);

    public static DomainError TooLarge(int limit) => new(
        ErrorCode.ResourceExhausted, "MESSAGE_TOO_LARGE", $"a message may have at most {limit} bytes",
        new Dictionary<string, string> { ["max_bytes"] = $"{limit}" });

    public static DomainError Metadata(string why) => new(ErrorCode.InvalidArgument, "INVALID_METADATA", why);

    public static DomainError Silent() => new(ErrorCode.DeadlineExceeded, "OPEN_TIMEOUT", "the first frame did not come in time");
}
