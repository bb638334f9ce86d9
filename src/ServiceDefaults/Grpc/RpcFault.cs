using Google.Protobuf;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>A <see cref="DomainError"/> in the form the transport sends: status, message and typed details.</summary>
internal static class RpcFault
{
    public const string DetailsKey = "grpc-status-details-bin";
    public const string InvalidMessage = "INVALID_MESSAGE";
    public const string MessageTooLarge = "MESSAGE_TOO_LARGE";

    /// <param name="error">What went wrong.</param>
    /// <param name="requestId">Names the call.</param>
    /// <param name="code">Of an answer that has one already, which details must not contradict.</param>
    public static RpcException Of(DomainError error, string? requestId = null, StatusCode? code = null)
    {
        var status = error.ToStatus(requestId, code);
        var trailers = new Metadata { { DetailsKey, status.ToByteArray() } };
        return new(new((StatusCode)status.Code, status.Message), trailers);
    }

    public static DomainError Unreadable(string why) => new(ErrorCode.InvalidArgument, InvalidMessage, why);

    public static DomainError TooLarge(int limit) => new(
        ErrorCode.ResourceExhausted, MessageTooLarge, $"a message may have at most {limit} bytes",
        new Dictionary<string, string> { ["max_bytes"] = $"{limit}" });
}
