using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.Cli.Connection;

/// <summary>What a server said no with, from a call's trailers or from an error frame.</summary>
/// <param name="Code">The canonical code.</param>
/// <param name="Reason">ErrorInfo.reason; empty when the answer did not come from a GroupChat service.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="RetryAfter">When the server thinks it worth trying again.</param>
internal sealed record ServerError(StatusCode Code, string Reason, string Message, TimeSpan? RetryAfter)
{
    public const string NotAMember = "NOT_A_MEMBER";
    public const string SessionRevoked = "SESSION_REVOKED";
    public const string TokenExpired = "TOKEN_EXPIRED";

    private const string Domain = "groupchat";
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>True when nothing at the other end has decided anything: the same call may work in a moment.</summary>
    public bool IsUnreachable => Reason.Length == 0 && Code is StatusCode.Unavailable or StatusCode.Cancelled;

    /// <summary>True when the server itself says that a repetition helps.</summary>
    public bool IsBusy => RetryAfter is not null && Code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Aborted;

    /// <summary>True when a stream that ended this way is worth opening again: everything but a decision about the request.</summary>
    public bool IsWorthReconnecting => Code is not (StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists
        or StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.Unimplemented
        or StatusCode.Unauthenticated);

    public static ServerError From(RpcException error)
    {
        var details = error.Trailers.GetValueBytes(DetailsTrailer);
        if (details is null)
            return Unexplained(error);
        try
        {
            return From(Status.Parser.ParseFrom(details));
        }
        catch (InvalidProtocolBufferException)
        {
            return Unexplained(error);
        }
    }

    public static ServerError From(Status status)
    {
        var (reason, retryAfter) = ("", default(TimeSpan?));
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<ErrorInfo>(out var info) && info.Domain == Domain)
                reason = info.Reason;
            else if (detail.TryUnpack<RetryInfo>(out var retry))
                retryAfter = retry.RetryDelay?.ToTimeSpan();
        }
        return new((StatusCode)status.Code, reason, status.Message, retryAfter);
    }

    /// <summary>No service explained it: the innermost cause says more than what is wrapped around it.</summary>
    private static ServerError Unexplained(RpcException error) =>
        new(error.StatusCode, "", error.Status.DebugException?.GetBaseException().Message ?? error.Status.Detail, null);

    /// <summary>"REASON: message", or "CODE: message" when there is no reason.</summary>
    public override string ToString() => $"{(Reason.Length > 0 ? Reason : Code.ToString())}: {Message}";
}
