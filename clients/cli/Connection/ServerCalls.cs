using GroupChat.Cli.Sessions;
using Grpc.Core;

namespace GroupChat.Cli.Connection;

/// <summary>
/// Calls with one answer: signs them, renews the session when the server does not accept it, and repeats what did not arrive.
/// Every call made through it is safe to repeat: it reads, is idempotent, or carries an idempotency key.
/// </summary>
/// <param name="session">Whose calls they are.</param>
/// <param name="server">Address, for the error message.</param>
/// <param name="patience">How long to go on when nobody answers; zero where the caller repeats by itself.</param>
/// <param name="time">Clock.</param>
internal sealed class ServerCalls(SessionKeeper session, Uri server, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A renewed session can be refused once more when it was replaced on the way; then it is the server that errs.</summary>
    private const int MostRenewals = 2;

    /// <exception cref="RefusedException">The server said no.</exception>
    /// <exception cref="UnreachableServerException">Nobody answered in time.</exception>
    public Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(async options => await call(options), CallTimeout, cancellationToken);

    public Task<T> CallAsync<T>(Func<CallOptions, Task<T>> call, TimeSpan timeout, CancellationToken cancellationToken) =>
        PatientlyAsync(() => SignedAsync(call, timeout, cancellationToken), cancellationToken);

    /// <summary>The same without a session: whoever signs in needs none, and none is made.</summary>
    public Task<T> CallUnsignedAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) => PatientlyAsync(
        () => TimedCall.RunAsync(async token => await call(new(cancellationToken: token)), CallTimeout, time, cancellationToken), cancellationToken);

    /// <summary>The session the next call will be made with.</summary>
    public Task<StoredSession> SessionAsync(CancellationToken cancellationToken) =>
        PatientlyAsync(() => session.GetAsync(cancellationToken), cancellationToken);

    /// <summary>Repeats work of one or more calls while nobody answers or the server asks to wait.</summary>
    public async Task<T> PatientlyAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(Random.Shared);
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (RpcException failure) when (!cancellationToken.IsCancellationRequested)
            {
                await WaitOrThrowAsync(ServerError.From(failure), backoff, begun, cancellationToken);
            }
            catch (RpcException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    /// <summary>Options of a call in the name of a session.</summary>
    public static CallOptions Signed(StoredSession session, CancellationToken cancellationToken) =>
        new(new() { { "authorization", $"Bearer {session.AccessToken}" } }, cancellationToken: cancellationToken);

    private async Task<T> SignedAsync<T>(Func<CallOptions, Task<T>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var renewals = 0; ; renewals++)
        {
            var used = await session.GetAsync(cancellationToken);
            try
            {
                return await TimedCall.RunAsync(token => call(Signed(used, token)), timeout, time, cancellationToken);
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated && renewals < MostRenewals)
            {
                await session.RenewAsync(used, ServerError.From(refused), cancellationToken);
            }
        }
    }

    private async Task WaitOrThrowAsync(ServerError error, Backoff backoff, long begun, CancellationToken cancellationToken)
    {
        if (!error.IsUnreachable && !error.IsBusy)
            throw new RefusedException(error);
        var wait = backoff.Next();
        if (error.RetryAfter > wait)
            wait = error.RetryAfter.Value;
        if (time.GetElapsedTime(begun) + wait > patience)
            throw error.IsBusy ? new RefusedException(error) : new UnreachableServerException(server, error.Message);
        await Task.Delay(wait, time, cancellationToken);
    }
}
