using GroupChat.Chat.Delivery;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class RequestMapping
{
    public static SubscriptionWish ToWish(this Proto.Subscription? subscription) => new(
        subscription?.RoomId ?? "", subscription?.Cursor ?? "", subscription?.Start == Proto.StartPosition.Earliest);

    public static IReadOnlyList<SubscriptionWish> ToWishes(this Proto.WatchRoomsRequest request)
    {
        if (request.Subscriptions.Count > 0)
            return [.. request.Subscriptions.Select(ToWish)];
        return request.RoomId.Length > 0 ? [new(request.RoomId, request.Cursor, FromEarliest: false)] : [];
    }

    /// <summary>Hands one frame of the client to the conversation.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">ALREADY_OPEN, FRAME_EMPTY: the stream ends.</exception>
    public static async Task TakeAsync(this Conversation conversation, Proto.ConverseRequest request, CancellationToken cancellationToken)
    {
        var id = request.RequestId;
        switch (request.FrameCase)
        {
            case Proto.ConverseRequest.FrameOneofCase.Open:
                throw ChatErrors.AlreadyOpen();
            case Proto.ConverseRequest.FrameOneofCase.Subscribe:
                await conversation.SubscribeAsync(id, request.Subscribe.Subscription.ToWish(), cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Unsubscribe:
                await conversation.UnsubscribeAsync(id, request.Unsubscribe.RoomId, cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Post:
                await conversation.PostAsync(id, (request.Post.Message ?? new()).ToDomain(), cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Cancel:
                var answer = request.Cancel.Answer ?? new();
                await conversation.CancelAsync(id, answer.RoomId, answer.MessageId, cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Typing:
                var typing = request.Typing.Typing ?? new();
                await conversation.TypingAsync(id, typing.RoomId, typing.Typing, cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Ack:
                var marks = request.Ack.Marks ?? new();
                await conversation.AckAsync(id, marks.RoomId, new(marks.DeliveredSequence, marks.ReadSequence), cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Ping:
                await conversation.PingAsync(id, cancellationToken);
                break;
            default:
                await conversation.TakeRestAsync(request, cancellationToken);
                break;
        }
    }

    private static async Task TakeRestAsync(this Conversation conversation, Proto.ConverseRequest request, CancellationToken cancellationToken)
    {
        var id = request.RequestId;
        switch (request.FrameCase)
        {
            case Proto.ConverseRequest.FrameOneofCase.Regenerate:
                var again = request.Regenerate.Answer ?? new();
                await conversation.RegenerateAsync(id, again.RoomId, again.MessageId, again.RequestId, cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Approve:
                var approved = request.Approve.Call ?? new();
                await conversation.ApproveAsync(
                    id, approved.RoomId, approved.MessageId, approved.Number, approved.ArgumentsSha256, cancellationToken);
                break;
            case Proto.ConverseRequest.FrameOneofCase.Refuse:
                var refused = request.Refuse.Call ?? new();
                await conversation.RefuseAsync(id, refused.RoomId, refused.MessageId, refused.Number, cancellationToken);
                break;
            default:
                throw ChatErrors.FrameEmpty();
        }
    }
}
