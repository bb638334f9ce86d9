using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Errors as the real services make them.</summary>
internal static class FakeErrors
{
    public static Status Status(StatusCode code, string reason, string message, TimeSpan? retryAfter = null)
    {
        var status = new Status { Code = (int)code, Message = message };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = "groupchat", Reason = reason }));
        if (retryAfter is not null)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter.Value) }));
        return status;
    }

    public static RpcException Of(StatusCode code, string reason, string message, TimeSpan? retryAfter = null)
    {
        var details = new Metadata { { "grpc-status-details-bin", Status(code, reason, message, retryAfter).ToByteArray() } };
        return new(new(code, message), details);
    }

    public static RpcException NotAMember() => Of(StatusCode.PermissionDenied, "NOT_A_MEMBER", "you are not a member of this room");

    public static RpcException RoomNotFound(string roomId) => Of(StatusCode.NotFound, "ROOM_NOT_FOUND", $"there is no room {roomId}");
}
