using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Rpc;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>What a caller reads out of a failed call.</summary>
public static class RpcExceptionExtensions
{
    /// <summary>The typed reason, when the server gave one.</summary>
    public static bool TryGetErrorInfo(this RpcException exception, [NotNullWhen(true)] out ErrorInfo? info)
    {
        info = exception.TryGetStatus(out var status) ? status.Detail<ErrorInfo>() : null;
        return info is not null;
    }

    /// <summary>The whole <c>google.rpc.Status</c>, when the server gave one.</summary>
    public static bool TryGetStatus(this RpcException exception, [NotNullWhen(true)] out Status? status)
    {
        status = null;
        try
        {
            if (exception.Trailers.Get(RpcFault.DetailsKey) is { IsBinary: true } details)
                status = Status.Parser.ParseFrom(details.ValueBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // A peer's broken details are as good as none.
        }
        return status is not null;
    }

    /// <summary>
    /// The neighbour's error as one's own: code, reason, metadata, violations and retry delay are kept. Without details
    /// the reason is the code's name and the text is general, since a transport's text may name files and addresses.
    /// </summary>
    public static DomainError ToDomainError(this RpcException exception)
    {
        if (exception.TryGetStatus(out var status) && status.Code == (int)exception.StatusCode)
            return status.ToDomainError();
        var code = ErrorCodes.FromStatusCode(exception.StatusCode);
        var text = exception.Status.DebugException is null ? exception.Status.Detail : "a part of the server cannot be reached";
        return new(code, ErrorCodes.ReasonOf(code), text);
    }
}
