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
        var wishes = new Queue<SubscriptionWish>(request.ToWishes());
        if (wishes.Count == 0)
            throw Violations.One("subscriptions", "at least one room");
        Limit(wishes.Count);
        request.Subscriptions.Clear(); // the server holds on to it as long as the stream lives
        telemetry.StreamOpened();
        using var subscriber = new Subscriber(delivery, context.Person(), new FrameSink(context.GetHttpContext().Response)) { EndsWithoutRooms = true };
        try
        {
            while (wishes.TryDequeue(out var wish))
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
        var (requestId, wishes) = Opening(await FirstFrame.ReadAsync(requests, delivery.Time, lifetime.Stopping, context.CancellationToken));
        telemetry.StreamOpened();
        using var subscriber = new Subscriber(delivery, caller, new FrameSink(context.GetHttpContext().Response));
        var conversation = new Conversation(conversations, subscriber, caller.Id);
        try
        {
            await StreamHalves.RunAsync(
                token => ReadAsync(conversation, subscriber, requestId, wishes, requests, token),
                token => subscriber.RunAsync(requestId, lifetime.Stopping, token),
                context.CancellationToken);
        }
        finally
        {
            telemetry.StreamClosed();
        }
    }

    private static (string RequestId, Queue<SubscriptionWish> Wishes) Opening(ConverseRequest? first)
    {
        if (first?.Open is not { } open)
            throw ChatErrors.FirstFrameNotOpen();
        new Violations()
            .AddIf(first.RequestId.Length > Conversation.MaxRequestId, "request_id", $"at most {Conversation.MaxRequestId} characters")
            .AddIf(open.UserAgent.Length > MaxUserAgent, "open.user_agent", $"at most {MaxUserAgent} characters")
            .ThrowIfAny();
        Limit(open.Subscriptions.Count);
        first.ClearFrame(); // the reader holds on to what it read last, which on a stream that only listens is this
        return (first.RequestId, new(open.Subscriptions.Select(RequestMapping.ToWish)));
    }

    private static async Task ReadAsync(
        Conversation conversation,
        Subscriber subscriber,
        string requestId,
        Queue<SubscriptionWish> wishes,
        IAsyncStreamReader<ConverseRequest> requests,
        CancellationToken cancellationToken)
    {
        while (wishes.TryDequeue(out var wish))
            await conversation.SubscribeAsync(requestId, wish, cancellationToken);
        wishes.TrimExcess();
        while (await requests.MoveNext(cancellationToken))
        {
            await conversation.TakeAsync(requests.Current, cancellationToken);
            requests.Current.ClearFrame();
        }

        subscriber.Lane.Complete();
    }

    private static void Limit(int subscriptions)
    {
        if (subscriptions > SubscriptionDesk.MaxPerStream)
            throw ChatErrors.TooManySubscriptions(SubscriptionDesk.MaxPerStream);
    }
}
