using System.Diagnostics;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Delivery;

/// <summary>What a stream is sent. A closed set, like the contract's oneof.</summary>
internal abstract record ServerFrame
{
    private ServerFrame()
    {
    }

    /// <summary>The room it is about; null when it is about the stream.</summary>
    public RoomId? Room { get; init; }

    /// <summary>Newest durable sequence of that room when the frame was made.</summary>
    public long HeadSequence { get; init; }

    /// <summary>The request it answers; empty when it answers none.</summary>
    public string RequestId { get; init; } = "";

    public sealed record Opened(UserId User, TimeSpan HeartbeatInterval, DateTimeOffset ServerTime) : ServerFrame;

    /// <param name="Payload">The stored bytes, shared by all who send them.</param>
    public sealed record Event(byte[] Payload) : ServerFrame;

    public sealed record Passing(Signal Signal) : ServerFrame;

    public sealed record Subscribed(string Cursor) : ServerFrame;

    public sealed record CaughtUp(string Cursor) : ServerFrame;

    /// <summary>The log goes on with this event: what came before it is gone.</summary>
    public sealed record Trimmed(long FirstSequence) : ServerFrame;

    /// <param name="Reason">Empty when asked for.</param>
    public sealed record Unsubscribed(string Reason) : ServerFrame;

    public sealed record Posted(Message Message, bool AlreadyExisted) : ServerFrame;

    public sealed record Cancelled(Message Message) : ServerFrame;

    public sealed record Regenerated(Message Message, bool AlreadyExisted) : ServerFrame;

    public sealed record Decided(ToolCall Call) : ServerFrame;

    public sealed record Pong : ServerFrame;

    public sealed record Heartbeat(IReadOnlyList<RoomPosition> Positions) : ServerFrame;

    public sealed record Error(DomainError Cause) : ServerFrame
    {
        /// <summary>What the stream is called in logs and traces. Taken here, in its own flow: it may be written in another.</summary>
        public string? Trace { get; } = Activity.Current?.TraceId.ToHexString();
    }

    public sealed record GoAway(TimeSpan RetryDelay, IReadOnlyList<ResumePoint> ResumePoints, string Reason) : ServerFrame;
}
