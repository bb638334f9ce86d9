using GroupChat.Chat.Delivery;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>
/// The two streams. Their answers are written by ourselves, with the contract's bytes (see <see cref="FrameSink"/>).
/// </summary>
internal sealed partial class ChatRpc
{
    private const int MaxUserAgent = 128;

    public async Task ServeWatchAsync(WatchRoomsRequest request, ServerCallContext context)
    {
        var wishes = request.ToWishes();
        if (wishes.Count == 0)
            throw Violations.One("subscriptions", "at least one room");
        Limit(wishes.Count);
        telemetry.StreamOpened();
        using var subscriber = new Subscriber(delivery, context.Person(), new FrameSink(context.GetHttpContext().Response)) { EndsWithoutRooms = true };
        try
        {
            foreach (var wish in wishes)
                subscriber.Begin(await delivery.Desk.AcceptAsync(subscriber, wish, "", context.CancellationToken));
            await subscriber.RunAsync("", lifetime.Stopping, context.CancellationToken);
        }
        finally
        {
            telemetry.StreamClosed();
        }
    }

    public async Task ServeConverseAsync(IAsyncStreamReader<ConverseRequest> requests, ServerCallContext context)
    {
        var caller = context.Person();
        var opening = Opening(await FirstFrame.ReadAsync(requests, delivery.Time, lifetime.Stopping, context.CancellationToken));
        telemetry.StreamOpened();
        using var subscriber = new Subscriber(delivery, caller, new FrameSink(context.GetHttpContext().Response));
        var conversation = new Conversation(conversations, subscriber, caller.Id);
        try
        {
            await StreamHalves.RunAsync(
                token => ReadAsync(conversation, subscriber, opening, requests, token),
                token => subscriber.RunAsync(opening.RequestId, lifetime.Stopping, token),
                context.CancellationToken);
        }
        finally
        {
            telemetry.StreamClosed();
        }
    }

    private static ConverseRequest Opening(ConverseRequest? first)
    {
        if (first?.Open is not { } open)
            throw ChatErrors.FirstFrameNotOpen();
        new Violations()
            .AddIf(first.RequestId.Length > Conversation.MaxRequestId, "request_id", $"at most {Conversation.MaxRequestId} characters")
            .AddIf(open.UserAgent.Length > MaxUserAgent, "open.user_agent", $"at most {MaxUserAgent} characters")
            .ThrowIfAny();
        Limit(open.Subscriptions.Count);
        return first;
    }

    private static async Task ReadAsync(
        Conversation conversation,
        Subscriber subscriber,
        ConverseRequest opening,
        IAsyncStreamReader<ConverseRequest> requests,
        CancellationToken cancellationToken)
    {
        foreach (var subscription in opening.Open.Subscriptions)
            await conversation.SubscribeAsync(opening.RequestId, subscription.ToWish(), cancellationToken);
        await foreach (var request in requests.ReadAllAsync(cancellationToken))
            await conversation.TakeAsync(request, cancellationToken);
        subscriber.Lane.Complete();
    }

    private static void Limit(int subscriptions)
    {
        if (subscriptions > SubscriptionDesk.MaxPerStream)
            throw ChatErrors.TooManySubscriptions(SubscriptionDesk.MaxPerStream);
    }
}
