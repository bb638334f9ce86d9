using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Connection;

/// <summary>What each frame from the server means.</summary>
internal sealed partial class ConverseConnection
{
    private async ValueTask HandleAsync(ServerFrame frame, Attempt attempt, CancellationToken cancellationToken)
    {
        switch (frame.FrameCase)
        {
            case ServerFrame.FrameOneofCase.Opened:
                attempt.Opened = true;
                await TellAsync(new Update.Connected(frame.Opened.UserId), cancellationToken);
                _outbox.Attach(attempt.Stream!.Send);
                break;
            case ServerFrame.FrameOneofCase.Event:
                await HandleEventAsync(frame.Event, attempt, cancellationToken);
                break;
            case ServerFrame.FrameOneofCase.Signal:
                await TellAsync(new Update.Passing(frame.RoomId, frame.Signal), cancellationToken);
                break;
            case ServerFrame.FrameOneofCase.Subscribed:
                _rooms.GetValueOrDefault(frame.RoomId)?.Begin(frame.Subscribed.Cursor);
                break;
            case ServerFrame.FrameOneofCase.Trimmed:
                _rooms.GetValueOrDefault(frame.RoomId)?.Skip(frame.Trimmed.FirstSequence);
                break;
            case ServerFrame.FrameOneofCase.CaughtUp:
                await TellAsync(new Update.CaughtUp(frame.RoomId), cancellationToken);
                break;
            case ServerFrame.FrameOneofCase.Unsubscribed when frame.Unsubscribed.Reason.Length > 0:
                _rooms.Remove(frame.RoomId);
                await TellAsync(new Update.RoomClosed(frame.RoomId, frame.Unsubscribed.Reason), cancellationToken);
                break;
            case ServerFrame.FrameOneofCase.Posted or ServerFrame.FrameOneofCase.Cancelled:
                _outbox.Complete(frame);
                break;
            case ServerFrame.FrameOneofCase.Error:
                HandleError(frame, attempt);
                break;
            case ServerFrame.FrameOneofCase.Heartbeat:
                HandleHeartbeat(frame.Heartbeat, attempt);
                break;
            case ServerFrame.FrameOneofCase.GoAway:
                attempt.GoAway = frame.GoAway;
                _outbox.Detach();
                attempt.Stream!.ExpectEnd();
                break;
        }
    }

    private ValueTask TellAsync(Update update, CancellationToken cancellationToken) =>
        _updates.Writer.WriteAsync(update, cancellationToken);

    private async ValueTask HandleEventAsync(RoomEvent roomEvent, Attempt attempt, CancellationToken cancellationToken)
    {
        if (!_rooms.TryGetValue(roomEvent.RoomId, out var room))
            return;
        var fate = room.Take(roomEvent);
        if (fate == EventFate.New)
            await TellAsync(new Update.Event(roomEvent), cancellationToken);
        else if (fate == EventFate.Gap)
            SubscribeAgain(room, attempt);
    }

    private void HandleHeartbeat(HeartbeatFrame heartbeat, Attempt attempt)
    {
        foreach (var position in heartbeat.Positions)
        {
            if (_rooms.TryGetValue(position.RoomId, out var room) && room.CheckHead(position.HeadSequence) == EventFate.Gap)
                SubscribeAgain(room, attempt);
        }
    }

    /// <summary>Replaces the subscription by one that begins after the last event told.</summary>
    private void SubscribeAgain(RoomPosition room, Attempt attempt)
    {
        var request = NewRequest(subscribe => subscribe.Subscribe = new() { Subscription = room.ToSubscription() });
        attempt.SubscribeRequestIds.Add(request.RequestId);
        attempt.Stream!.Send(request);
    }

    private void HandleError(ServerFrame frame, Attempt attempt)
    {
        var refused = new RefusedException(ServerError.From(frame.Error.Status));
        if (attempt.SubscribeRequestIds.Contains(frame.RequestId))
            throw refused;
        _outbox.Fail(frame.RequestId, refused);
    }
}
