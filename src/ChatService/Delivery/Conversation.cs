using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// The reading half of a stream: carries requests out and hands what they come to over to the writer loop. A request that fails is
/// answered with an error and the stream goes on. Posts run side by side, queued in the order they were sent; what changes
/// subscriptions runs one at a time.
/// </summary>
internal sealed partial class Conversation(ConversationTools tools, Subscriber subscriber, UserId caller)
{
    public const int MaxRequestId = 64;

    public Task SubscribeAsync(string requestId, SubscriptionWish wish, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            requestId,
            wish.RoomId,
            async () => await tools.Desk.AcceptAsync(subscriber, wish, requestId, cancellationToken),
            cancellationToken);

    public Task UnsubscribeAsync(string requestId, string roomId, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            requestId,
            roomId,
            () => Task.FromResult<StreamCommand?>(new StreamCommand.Unsubscribe(new RoomId(roomId), requestId)),
            cancellationToken);

    public ValueTask PostAsync(string requestId, Draft draft, CancellationToken cancellationToken) =>
        SideBySideAsync(requestId, draft.RoomId, () => PostAsync(requestId, draft), cancellationToken);

    public ValueTask CancelAsync(string requestId, string roomId, string messageId, CancellationToken cancellationToken) =>
        SideBySideAsync(requestId, roomId, () => CancelAsync(requestId, roomId, messageId), cancellationToken);

    public ValueTask TypingAsync(string requestId, string roomId, bool isTyping, CancellationToken cancellationToken) =>
        SideBySideAsync(
            requestId,
            roomId,
            async () =>
            {
                await tools.Typing.TellAsync(roomId, caller, isTyping, cancellationToken);
                return null;
            },
            cancellationToken);

    public ValueTask AckAsync(string requestId, string roomId, MarkMove move, CancellationToken cancellationToken) =>
        SideBySideAsync(
            requestId,
            roomId,
            async () =>
            {
                // Like a post: what was received before the client went counts.
                await tools.Marks.AckAsync(roomId, caller, move, CancellationToken.None);
                return null;
            },
            cancellationToken);

    public ValueTask PingAsync(string requestId, CancellationToken cancellationToken) =>
        SideBySideAsync(
            requestId,
            "",
            () => Task.FromResult<StreamCommand?>(new StreamCommand.Send(new ServerFrame.Pong { RequestId = requestId })),
            cancellationToken);

    // Not tied to the stream: what was begun is finished, whether or not somebody is left to hear of it.
    private async Task<StreamCommand?> PostAsync(string requestId, Draft draft)
    {
        var posted = await tools.Board.PostAsync(draft, caller, CancellationToken.None);
        return new StreamCommand.Send(new ServerFrame.Posted(posted.Message, posted.AlreadyExisted)
        {
            Room = posted.Room.Id,
            HeadSequence = posted.HeadSequence,
            RequestId = requestId,
        });
    }

    private async Task<StreamCommand?> CancelAsync(string requestId, string roomId, string messageId)
    {
        var (ended, head) = await tools.Answers.CancelAsync(roomId, messageId, caller, CancellationToken.None);
        return new StreamCommand.Send(new ServerFrame.Cancelled(ended)
        {
            Room = ended.Room,
            HeadSequence = head,
            RequestId = requestId,
        });
    }

    private async Task OneAtATimeAsync(
        string requestId, string roomId, Func<Task<StreamCommand?>> work, CancellationToken cancellationToken)
    {
        await subscriber.Lane.EnterAsync(cancellationToken);
        await RunAsync(requestId, roomId, work);
    }

    private async ValueTask SideBySideAsync(
        string requestId, string roomId, Func<Task<StreamCommand?>> work, CancellationToken cancellationToken)
    {
        await subscriber.Lane.EnterAsync(cancellationToken);
        // Not awaited, but not forgotten: the lane counts it, and it answers there whatever happens.
        _ = RunAsync(requestId, roomId, work);
    }

    private async Task RunAsync(string requestId, string roomId, Func<Task<StreamCommand?>> work)
    {
        StreamCommand? outcome;
        try
        {
            outcome = requestId.Length <= MaxRequestId
                ? await work()
                : throw Violations.One("request_id", $"at most {MaxRequestId} characters");
        }
        catch (DomainError error)
        {
            outcome = Failed(requestId, roomId, error);
        }
        catch (OperationCanceledException)
        {
            outcome = null;
        }
        catch (Exception error)
        {
            LogRequestFailed(tools.Logger, error);
            outcome = Failed(requestId, roomId, ChatErrors.Internal());
        }

        subscriber.Lane.Answer(outcome);
    }

    private static StreamCommand.Send Failed(string requestId, string roomId, DomainError error) =>
        new(new ServerFrame.Error(error) { Room = roomId.Length == 0 ? null : new RoomId(roomId), RequestId = requestId });

    [LoggerMessage(EventName = "ChatRequestFailed", Level = LogLevel.Error, Message = "A request on a stream failed.")]
    private static partial void LogRequestFailed(ILogger logger, Exception error);
}
