using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>
/// What lets an event stream of a room go on where it broke off: the cursor is the id of each event, and the browser gives the last
/// one back. Only for one room: the place in several is more than one cursor.
/// </summary>
internal sealed class RoomResume
{
    private RoomResume()
    {
    }

    /// <summary>Null when the request is no watch of one room.</summary>
    /// <param name="request">Takes the place of <paramref name="lastEventId"/> over.</param>
    /// <param name="lastEventId">The header; empty at the first connection.</param>
    public static RoomResume? Of(IMessage request, string lastEventId)
    {
        if (request is not WatchRoomsRequest { Subscriptions.Count: <= 1 } watch)
            return null;
        if (lastEventId.Length > 0 && watch.Subscriptions is [var only])
            only.Cursor = lastEventId;
        else if (lastEventId.Length > 0)
            watch.Cursor = lastEventId;
        return new();
    }

    public string? CursorOf(IMessage message) => (message as WatchRoomsResponse)?.Frame switch
    {
        { FrameCase: ServerFrame.FrameOneofCase.Event } frame => frame.Event.Cursor,
        { FrameCase: ServerFrame.FrameOneofCase.Subscribed } frame => frame.Subscribed.Cursor,
        { FrameCase: ServerFrame.FrameOneofCase.CaughtUp } frame => frame.CaughtUp.Cursor,
        { GoAway.ResumePoints: [var point] } => point.Cursor,
        _ => null,
    };

    public static bool IsHeartbeat(IMessage message) =>
        message is WatchRoomsResponse { Frame.FrameCase: ServerFrame.FrameOneofCase.Heartbeat };

    /// <summary>How long a client is asked to wait before it comes back.</summary>
    public static TimeSpan? RetryDelay(IMessage message) => (message as WatchRoomsResponse)?.Frame?.GoAway?.RetryDelay?.ToTimeSpan();
}
