using System.Collections.Frozen;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Says what a failed call is answered with, whatever was thrown. Only a fault of ours is logged, once, and nothing of it
/// reaches the caller but the id to look it up by.
/// </summary>
internal sealed partial class CallFaults(StreamLifetime lifetime, TimeProvider time, ILogger<CallFaults> logger)
{
    /// <summary>About a request that is no frame, or more than one, or less.</summary>
    public const string NotFramed = "the request is not framed as gRPC";

    private const string GrpcServer = "Grpc.AspNetCore.Server";
    private const string KestrelCore = "Microsoft.AspNetCore.Server.Kestrel.Core";
    private const string Pipelines = "System.IO.Pipelines";

    // What the server package says of a request's frames, as a fault of its own.
    private static readonly FrozenSet<string> FrameFaults = FrozenSet.Create(
        StringComparer.Ordinal,
        "Incomplete message.",
        "Additional data after the message received.",
        "Unexpected compressed flag value in message header.",
        "Request did not include grpc-encoding value with compressed message.",
        "Request sent 'identity' grpc-encoding value with compressed message.");

    public RpcException Of(Exception exception, ServerCallContext context) => exception switch
    {
        RpcException { Source: GrpcServer } own => RpcFault.Of(TypedRequest(own.ToDomainError()), RequestId.Of(context.GetHttpContext())),
        RpcException rpc => RpcFault.Of(Typed(rpc.ToDomainError()), RequestId.Of(context.GetHttpContext())),
        _ when IsEnd(exception, context) => RpcFault.Of(EndOf(context), RequestId.Of(context.GetHttpContext())),
        _ when IsFraming(exception) => RpcFault.Of(
            RpcFault.Unreadable(NotFramed), RequestId.Of(context.GetHttpContext())),
        _ => Of(exception, context.GetHttpContext()),
    };

    public RpcException Of(Exception exception, HttpContext http)
    {
        var id = RequestId.Of(http);
        if (exception is DomainError error)
            return RpcFault.Of(error, id);
        // Before a handler is reached, while it is found out who calls.
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return RpcFault.Of(EndErrors.Cancelled(), id);
        CallFailed(http.Request.Path, id, exception);
        return RpcFault.Of(new(ErrorCode.Internal, "INTERNAL", "internal error"), id);
    }

    /// <summary>gRPC's own refusals carry no reason: give those a reason that a client can switch on.</summary>
    public static DomainError Typed(DomainError error) =>
        error.Code == ErrorCode.ResourceExhausted && error.Message.StartsWith("Received message exceeds", StringComparison.Ordinal)
            ? RpcFault.TooLarge(GrpcDefaults.MaxMessageBytes)
            : error;

    /// <summary>The same for what gRPC has found wrong with a request before a handler had it.</summary>
    public static DomainError TypedRequest(DomainError error) =>
        error.Code == ErrorCode.Internal && FrameFaults.Contains(error.Message) ? RpcFault.Unreadable(NotFramed) : Typed(error);

    private bool IsEnd(Exception exception, ServerCallContext context) =>
        IsTransportEnd(exception)
        || ((context.CancellationToken.IsCancellationRequested || lifetime.Stopping.IsCancellationRequested)
            && (exception is OperationCanceledException or IOException || IsLateWrite(exception)));

    // Reads and writes can learn that the caller has left before the call's token does. Only the stack tells such an
    // exception from one about a file, or what has caused it: the type is the same, and its source is whichever assembly handed it on.
    private static bool IsTransportEnd(Exception exception) =>
        exception is ConnectionAbortedException or IOException { InnerException: ConnectionAbortedException }
        || (exception is IOException
            && exception.StackTrace?.Contains("Microsoft.AspNetCore.Server.Kestrel.", StringComparison.Ordinal) == true);

    // Through the server's writer, or by a stream that writes the body itself.
    private static bool IsLateWrite(Exception exception) =>
        exception is InvalidOperationException && exception.Source is GrpcServer or KestrelCore or Pipelines;

    private static bool IsFraming(Exception exception) =>
        exception is InvalidDataException or IOException && exception.Source == GrpcServer;

    private DomainError EndOf(ServerCallContext context) => EndErrors.Of(
        context.GetHttpContext(), isLate: context.Deadline <= time.GetUtcNow().UtcDateTime, lifetime.Stopping.IsCancellationRequested);

    [LoggerMessage(1, LogLevel.Error, "Call {Path} failed (request {RequestId})")]
    private partial void CallFailed(string path, string requestId, Exception exception);
}
