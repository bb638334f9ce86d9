using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Delivery;
using GroupChat.ServiceDefaults.Grpc;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>Frames as contract messages. Events and heartbeats are not among them (see <see cref="FrameWriting"/>).</summary>
internal static class FrameMapping
{
    public static Proto.ServerFrame ToProto(this ServerFrame frame)
    {
        var proto = Body(frame);
        proto.RoomId = frame.Room?.Value ?? "";
        proto.HeadSequence = frame.HeadSequence;
        proto.RequestId = frame.RequestId;
        return proto;
    }

    private static Proto.ServerFrame Body(ServerFrame frame) => frame switch
    {
        ServerFrame.Opened opened => new() { Opened = ToProto(opened) },
        ServerFrame.Passing passing => new() { Signal = passing.Signal.ToProto() },
        ServerFrame.Subscribed subscribed => new() { Subscribed = new() { Cursor = subscribed.Cursor } },
        ServerFrame.CaughtUp caughtUp => new() { CaughtUp = new() { Cursor = caughtUp.Cursor } },
        ServerFrame.Trimmed trimmed => new() { Trimmed = new() { FirstSequence = trimmed.FirstSequence } },
        ServerFrame.Unsubscribed unsubscribed => new() { Unsubscribed = new() { Reason = unsubscribed.Reason } },
        ServerFrame.Posted posted => new() { Posted = new() { Message = posted.Message.ToProto(), AlreadyExisted = posted.AlreadyExisted } },
        ServerFrame.Cancelled cancelled => new() { Cancelled = new() { Message = cancelled.Message.ToProto() } },
        ServerFrame.Regenerated again => new() { Regenerated = new() { Message = again.Message.ToProto(), AlreadyExisted = again.AlreadyExisted } },
        ServerFrame.Decided decided => new() { Decided = new() { ToolCall = decided.Call.ToProto() } },
        ServerFrame.Pong => new() { Pong = new() },
        ServerFrame.Error error => new() { Error = new() { Status = error.Cause.ToStatus(error.Trace) } },
        ServerFrame.GoAway goAway => new() { GoAway = ToProto(goAway) },
        _ => throw new InvalidOperationException($"No arm of ServerFrame for {frame.GetType().Name}."),
    };

    private static Proto.OpenedFrame ToProto(ServerFrame.Opened opened) => new()
    {
        UserId = opened.User.Value,
        HeartbeatInterval = Duration.FromTimeSpan(opened.HeartbeatInterval),
        ServerTime = Timestamp.FromDateTimeOffset(opened.ServerTime),
    };

    private static Proto.GoAwayFrame ToProto(ServerFrame.GoAway goAway)
    {
        var proto = new Proto.GoAwayFrame { RetryDelay = Duration.FromTimeSpan(goAway.RetryDelay), Reason = goAway.Reason };
        foreach (var (room, cursor) in goAway.ResumePoints)
            proto.ResumePoints.Add(new Proto.ResumePoint { RoomId = room.Value, Cursor = cursor });
        return proto;
    }
}
