using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>The domain's kinds of failure and gRPC's numbers for them.</summary>
internal static class ErrorCodes
{
    public static StatusCode ToStatusCode(this ErrorCode code) => code switch
    {
        ErrorCode.InvalidArgument => StatusCode.InvalidArgument,
        ErrorCode.NotFound => StatusCode.NotFound,
        ErrorCode.AlreadyExists => StatusCode.AlreadyExists,
        ErrorCode.PermissionDenied => StatusCode.PermissionDenied,
        ErrorCode.Unauthenticated => StatusCode.Unauthenticated,
        ErrorCode.FailedPrecondition => StatusCode.FailedPrecondition,
        ErrorCode.ResourceExhausted => StatusCode.ResourceExhausted,
        ErrorCode.Aborted => StatusCode.Aborted,
        ErrorCode.OutOfRange => StatusCode.OutOfRange,
        ErrorCode.Unavailable => StatusCode.Unavailable,
        ErrorCode.DeadlineExceeded => StatusCode.DeadlineExceeded,
        ErrorCode.DataLoss => StatusCode.DataLoss,
        ErrorCode.Internal => StatusCode.Internal,
        ErrorCode.Unimplemented => StatusCode.Unimplemented,
        ErrorCode.Cancelled => StatusCode.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>UNKNOWN and numbers that do not exist yet are faults like any other.</summary>
    public static ErrorCode FromStatusCode(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => ErrorCode.InvalidArgument,
        StatusCode.NotFound => ErrorCode.NotFound,
        StatusCode.AlreadyExists => ErrorCode.AlreadyExists,
        StatusCode.PermissionDenied => ErrorCode.PermissionDenied,
        StatusCode.Unauthenticated => ErrorCode.Unauthenticated,
        StatusCode.FailedPrecondition => ErrorCode.FailedPrecondition,
        StatusCode.ResourceExhausted => ErrorCode.ResourceExhausted,
        StatusCode.Aborted => ErrorCode.Aborted,
        StatusCode.OutOfRange => ErrorCode.OutOfRange,
        StatusCode.Unavailable => ErrorCode.Unavailable,
        StatusCode.DeadlineExceeded => ErrorCode.DeadlineExceeded,
        StatusCode.DataLoss => ErrorCode.DataLoss,
        StatusCode.Unimplemented => ErrorCode.Unimplemented,
        StatusCode.Cancelled => ErrorCode.Cancelled,
        _ => ErrorCode.Internal,
    };

    /// <summary>The reason of an error that came without one: <c>DEADLINE_EXCEEDED</c>.</summary>
    public static string ReasonOf(ErrorCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
