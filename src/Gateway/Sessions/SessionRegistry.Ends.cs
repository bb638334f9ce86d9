namespace GroupChat.Gateway.Sessions;

/// <summary>Which sessions a user has, and their ends.</summary>
internal sealed partial class SessionRegistry
{
    private const int MostAtOnce = 100;

    /// <summary>A page of a user's live sessions and the token of the next one. Errors: INVALID_REQUEST.</summary>
    public async Task<SessionPage> ListAsync(string userId, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = SessionRules.PageSize(pageSize, pageToken);
        var found = await store.ListAsync(userId, time.GetUtcNow(), pageToken, size + 1, cancellationToken);
        return found.Count <= size ? new(found, "") : new([.. found.Take(size)], found[size - 1].SessionId);
    }

    /// <summary>Ends a session; ending one that has ended changes nothing. Errors: SESSION_NOT_FOUND.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="userId">Whose it has to be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RevokeAsync(string sessionId, string userId, CancellationToken cancellationToken)
    {
        var session = await store.UpdateAsync(
            sessionId, current => current.UserId == userId ? current with { Revoked = true } : current, cancellationToken);
        if (session is null || session.UserId != userId)
            throw SessionErrors.NotFound();
        await KnowAsync(session);
    }

    /// <summary>Ends a user's sessions but one, and says how many.</summary>
    public async Task<int> RevokeOthersAsync(string userId, string keptSessionId, CancellationToken cancellationToken)
    {
        var ended = 0;
        for (var page = new SessionPage([], ""); ;)
        {
            page = await ListAsync(userId, MostAtOnce, page.NextToken, cancellationToken);
            foreach (var session in page.Sessions.Where(session => session.SessionId != keptSessionId))
            {
                await RevokeAsync(session.SessionId, userId, cancellationToken);
                ended++;
            }

            if (page.NextToken.Length == 0)
                return ended;
        }
    }

    public Task HearOfEndAsync(string credentialId)
    {
        cache.PutEnd(credentialId);
        return watch.EndAsync(credentialId);
    }

    public async Task RecheckAsync(string credentialId, CancellationToken cancellationToken)
    {
        if (cache.Find(credentialId)?.IsLive(time.GetUtcNow()) == true || !Guid.TryParseExact(credentialId, "D", out _))
            return;
        var read = await store.FindAsync(credentialId, cancellationToken);
        if (read is not null)
            cache.PutChanged(read);
        if (read?.IsLive(time.GetUtcNow()) != true)
            await watch.EndAsync(credentialId);
    }
}
