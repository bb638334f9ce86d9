using GroupChat.Cli.Connection;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Sessions;

/// <summary>
/// Has a working access token ready: loads the stored session, makes one on first use, refreshes it before it ends and
/// replaces it when the server no longer knows it. One caller at a time does so, in this process by a semaphore and between
/// processes by a lock file, because a refresh token works once.
/// </summary>
internal sealed class SessionKeeper(
    SessionService.SessionServiceClient sessions, SessionFile file, SessionIdentity identity, TimeProvider time) : IDisposable
{
    /// <summary>By which a person knows this session in a list of theirs. Nobody else sees it.</summary>
    public static readonly string DeviceLabel = Short($"groupchat on {Environment.MachineName}");

    /// <summary>A token this close to its end is renewed first: the call must arrive while it works.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private StoredSession? _current;

    /// <summary>The session in use, or the stored one; null before the first use.</summary>
    public StoredSession? Current => _current ??= file.Load();

    /// <summary>A session whose access token should work now.</summary>
    public async Task<StoredSession> GetAsync(CancellationToken cancellationToken)
    {
        var current = Current;
        return current is not null && !IsEnding(current) ? current : await UnderLockAsync(EnsureAsync, cancellationToken);
    }

    /// <summary>Renews a session the server did not accept.</summary>
    /// <param name="rejected">The session used.</param>
    /// <param name="error">What the server said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<StoredSession> RenewAsync(StoredSession rejected, ServerError error, CancellationToken cancellationToken) =>
        UnderLockAsync(
            stored => stored is not null && stored.AccessToken != rejected.AccessToken && !IsEnding(stored)
                ? Task.FromResult(stored)
                : error.Reason == ServerError.SessionRevoked
                    ? ReplaceAsync(stored, cancellationToken)
                    : RefreshOrReplaceAsync(stored ?? rejected, cancellationToken),
            cancellationToken);

    /// <summary>Goes on with a session that was opened in another way, and ends the one before it.</summary>
    public Task<StoredSession> AdoptAsync(Session session, Credentials credentials, CancellationToken cancellationToken) =>
        UnderLockAsync(
            async stored =>
            {
                // First of all: whatever becomes of the other one, this one is not lost.
                var kept = Keep(session, credentials);
                if (stored is not null && stored.SessionId != kept.SessionId)
                    await RevokeAsync(stored, cancellationToken);
                return kept;
            },
            cancellationToken);

    /// <summary>Ends the session here and on the server. False: there was none.</summary>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var heldBetweenProcesses = await LockAsync(cancellationToken);
            if (file.Load() is not { } stored)
                return false;
            await RevokeAsync(stored, cancellationToken);
            file.Delete();
            _current = null;
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private Task<StoredSession> EnsureAsync(StoredSession? stored, CancellationToken cancellationToken) => stored switch
    {
        null => CreateUnderLockAsync(identity.Name, cancellationToken),
        _ when !IsEnding(stored) => Task.FromResult(stored),
        _ => RefreshOrReplaceAsync(stored, cancellationToken),
    };

    private async Task<StoredSession> RefreshOrReplaceAsync(StoredSession stored, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await BoundedAsync(
                options => sessions.RefreshSessionAsync(new() { RefreshToken = stored.RefreshToken }, options), cancellationToken);
            return Keep(answer.Session, answer.Credentials);
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unauthenticated or StatusCode.InvalidArgument)
        {
            return await ReplaceAsync(stored, cancellationToken);
        }
    }

    /// <summary>A session the server no longer knows has ended already.</summary>
    private async Task RevokeAsync(StoredSession stored, CancellationToken cancellationToken)
    {
        try
        {
            var token = stored.AccessToken;
            if (IsEnding(stored))
            {
                var refresh = new RefreshSessionRequest { RefreshToken = stored.RefreshToken };
                var answer = await BoundedAsync(options => sessions.RefreshSessionAsync(refresh, options), cancellationToken);
                token = answer.Credentials.AccessToken;
            }
            var signed = new Metadata { { "authorization", $"Bearer {token}" } };
            await BoundedAsync(options => sessions.RevokeSessionAsync(new(), options.WithHeaders(signed)), cancellationToken);
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unauthenticated or StatusCode.InvalidArgument)
        {
            identity.Note("the session had ended before");
        }
    }

    private async Task<StoredSession> ReplaceAsync(StoredSession? stored, CancellationToken cancellationToken)
    {
        var created = await CreateUnderLockAsync(stored?.DisplayName ?? identity.Name, cancellationToken);
        identity.Note($"the server no longer knows your session; you are signed in anew as {created.DisplayName}");
        return created;
    }

    private async Task<StoredSession> CreateUnderLockAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await BoundedAsync(options => sessions.CreateSessionAsync(
            new() { DisplayName = name, DeviceLabel = DeviceLabel }, options), cancellationToken);
        return Keep(answer.Session, answer.Credentials);
    }

    private StoredSession Keep(Session session, Credentials credentials)
    {
        var kept = new StoredSession(
            identity.Server.GetLeftPart(UriPartial.Authority), session.SessionId, session.UserId, session.DisplayName,
            credentials.AccessToken, credentials.AccessTokenExpireTime.ToDateTimeOffset(),
            credentials.RefreshToken, session.ExpireTime.ToDateTimeOffset());
        file.Save(kept);
        return kept;
    }

    // The server takes no more.
    private static string Short(string text) => text.Length <= 64 ? text : text[..64];

    private bool IsEnding(StoredSession session) => session.AccessTokenExpires - Margin <= time.GetUtcNow();

    private Task<StoredSession> UnderLockAsync(
        Func<StoredSession?, CancellationToken, Task<StoredSession>> work, CancellationToken cancellationToken) =>
        UnderLockAsync(stored => work(stored, cancellationToken), cancellationToken);

    /// <summary>Reads the file again under the lock: another process may have done the work meanwhile.</summary>
    private async Task<StoredSession> UnderLockAsync(Func<StoredSession?, Task<StoredSession>> work, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var heldBetweenProcesses = await LockAsync(cancellationToken);
            return _current = await work(file.Load());
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (file.TryLock() is { } taken)
                return taken;
            await Task.Delay(LockPoll, time, cancellationToken);
        }
    }

    private Task<T> BoundedAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        TimedCall.RunAsync(async token => await call(new(cancellationToken: token)), CallTimeout, time, cancellationToken);
}
