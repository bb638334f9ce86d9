namespace GroupChat.Gateway.Sessions;

/// <summary>Durable sessions. Every method answers only when its effect is on disk.</summary>
internal interface ISessionStore
{
    Task AddAsync(SessionRecord session, CancellationToken cancellationToken);

    Task<SessionRecord?> FindAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Applies a change to the stored session in one transaction; null when there is no such session.</summary>
    Task<SessionRecord?> UpdateAsync(string sessionId, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken);
}
