namespace GroupChat.Gateway.Sessions;

/// <summary>Durable sessions. Every method answers only when its effect is on disk.</summary>
internal interface ISessionStore
{
    Task AddAsync(SessionRecord session, CancellationToken cancellationToken);

    Task<SessionRecord?> FindAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>A user's live sessions, the newest first, from behind <paramref name="before"/> on when that is not empty.</summary>
    Task<IReadOnlyList<SessionRecord>> ListAsync(
        string userId, DateTimeOffset now, string before, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Applies a change to the stored session in one transaction; null when there is no such session. A session that the change
    /// revokes is told to other servers in the same transaction.
    /// </summary>
    Task<SessionRecord?> UpdateAsync(string sessionId, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken);

    /// <summary>Notes when sessions were last used; never moves a time back.</summary>
    Task RecordUsesAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken);
}
