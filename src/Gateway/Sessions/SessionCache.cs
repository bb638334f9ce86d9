using System.Collections.Concurrent;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Sessions seen lately, so that a call does not read the store. Bounded: when full it starts over, which costs one read
/// per live session.
/// </summary>
internal sealed class SessionCache
{
    private const int MaxSessions = 50_000;
    private readonly ConcurrentDictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);

    public SessionRecord? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>Remembers a session just read. A change that was put meanwhile is newer than the read, and wins.</summary>
    public SessionRecord AddRead(SessionRecord session)
    {
        if (_sessions.Count >= MaxSessions)
            _sessions.Clear();
        return _sessions.GetOrAdd(session.SessionId, session);
    }

    /// <summary>Remembers a session just changed. Changes may be told out of order; the end of a session is the last of them.</summary>
    public void PutChanged(SessionRecord session) =>
        _sessions.AddOrUpdate(session.SessionId, session, (_, known) => known.Revoked ? known : session);
}
