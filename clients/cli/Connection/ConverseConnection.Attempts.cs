using GroupChat.Cli.Sessions;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Connection;

/// <summary>One attempt after the other: what each needs, how it ended, and what follows from that.</summary>
internal sealed partial class ConverseConnection
{
    /// <summary>A stream that lasted this long was a good one: the next break starts the backoff anew.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromSeconds(5);

    /// <summary>One attempt, from signing in to the end of the stream; says why it ended and how long to wait.</summary>
    private async Task<(string Why, TimeSpan Wait)> AttemptAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var attempt = new Attempt();
        StoredSession? used = null;
        ServerError error;
        try
        {
            await prepare(this, cancellationToken);
            used = await session.GetAsync(cancellationToken);
            await RunStreamAsync(used, attempt, cancellationToken);
            error = new(StatusCode.Unavailable, "", "the server ended the stream", null);
        }
        catch (RpcException failure)
        {
            error = ServerError.From(failure);
        }
        catch (RefusedException refused) when (refused.Error.IsWorthReconnecting)
        {
            error = refused.Error;
        }
        catch (UnreachableServerException unreachable)
        {
            error = new(StatusCode.Unavailable, "", unreachable.Message, null);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (attempt.Opened && time.GetElapsedTime(begun) >= GoodLife)
            _backoff.Reset();
        return await JudgeAsync(error, used, attempt, cancellationToken);
    }

    private async Task<(string Why, TimeSpan Wait)> JudgeAsync(
        ServerError error, StoredSession? used, Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.GoAway is { } goAway)
            return (goAway.Reason, goAway.RetryDelay?.ToTimeSpan() ?? _backoff.Next());
        if (error.Code == StatusCode.Unauthenticated && used is not null)
            await RenewAsync(used, error, cancellationToken);
        else if (!error.IsWorthReconnecting)
            throw new RefusedException(error);
        var wait = _backoff.Next();
        return (error.Message, error.RetryAfter > wait ? error.RetryAfter.Value : wait);
    }

    private async Task RenewAsync(StoredSession used, ServerError error, CancellationToken cancellationToken)
    {
        try
        {
            await session.RenewAsync(used, error, cancellationToken);
        }
        catch (RpcException failure)
        {
            // What passes is left to the next attempt.
            var why = ServerError.From(failure);
            if (!cancellationToken.IsCancellationRequested && !why.IsWorthReconnecting)
                throw new RefusedException(why);
        }
    }

    private async Task RunStreamAsync(StoredSession used, Attempt attempt, CancellationToken cancellationToken)
    {
        var stream = new ConverseStream(chat, time);
        attempt.Stream = stream;
        var open = NewRequest(first => first.Open = new() { UserAgent = "groupchat-cli" });
        open.Open.Subscriptions.AddRange(_rooms.Values.Select(room => room.ToSubscription()));
        attempt.SubscribeRequestIds.Add(open.RequestId);
        try
        {
            await stream.RunAsync(
                ServerCalls.Signed(used, cancellationToken), open, frame => HandleAsync(frame, attempt, cancellationToken));
        }
        finally
        {
            _outbox.Detach();
        }
    }

    /// <summary>What is known of the attempt that runs.</summary>
    private sealed class Attempt
    {
        public ConverseStream? Stream { get; set; }

        /// <summary>Requests whose failure is the failure of a subscription, and so of the stream.</summary>
        public HashSet<string> SubscribeRequestIds { get; } = [];

        public bool Opened { get; set; }

        public GoAwayFrame? GoAway { get; set; }
    }
}
