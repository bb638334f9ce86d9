using System.Collections.Concurrent;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Sessions seen lately, so that a call does not read the store. Bounded: when full it starts over, which costs one read
/// per live session.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="isShared">Other servers change sessions as well: what was read is looked at again after a while.</param>
internal sealed class SessionCache(TimeProvider time, bool isShared) : ICredentialCache
{
    /// <summary>How long another server's change of a session may go unnoticed, should its end not be heard of.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private const int MaxSessions = 50_000;
    private readonly ConcurrentDictionary<string, Known> _sessions = new(StringComparer.Ordinal);

    public SessionRecord? Find(string sessionId) => _sessions.TryGetValue(sessionId, out var known) && IsGood(known) ? known.Session : null;

    /// <summary>Remembers a session just read. A change that was put meanwhile is newer than the read, and wins.</summary>
    public SessionRecord AddRead(SessionRecord session)
    {
        if (_sessions.Count >= MaxSessions)
            _sessions.Clear();
        return _sessions.AddOrUpdate(session.SessionId, _ => Now(session), (_, known) => IsGood(known) ? known : Now(session)).Session;
    }

    /// <summary>Remembers a session just changed. Changes may be told out of order; the end of a session is the last of them.</summary>
    public void PutChanged(SessionRecord session) =>
        _sessions.AddOrUpdate(session.SessionId, _ => Now(session), (_, known) => known.Session.Revoked ? known : Now(session));

    /// <summary>Another server has ended a session. One that is not known here is read when it is needed.</summary>
    public void PutEnd(string sessionId)
    {
        while (_sessions.TryGetValue(sessionId, out var known) && !known.Session.Revoked)
            _sessions.TryUpdate(sessionId, Now(known.Session with { Revoked = true }), known);
    }

    public bool HasEnded(string credentialId) => Find(credentialId) is { } session && !session.IsLive(time.GetUtcNow());

    private Known Now(SessionRecord session) => new(session, time.GetTimestamp());

    private bool IsGood(Known known) => !isShared || known.Session.Revoked || time.GetElapsedTime(known.Seen) < GoodFor;

    private sealed record Known(SessionRecord Session, long Seen);
}
