using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// The sessions and keys behind the streams that are open on this server. When one ends, wherever that was decided, its streams
/// end. One token serves all streams of a credential, and nothing is kept of one without a stream.
/// </summary>
internal sealed class CredentialWatch(IEnumerable<ICredentialCache> caches) : ICallerWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <summary>Ids of what is watched now.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_gate)
                return [.. _watched.Keys];
        }
    }

    public CallerStay? Begin(Caller caller)
    {
        var id = caller.SessionId.Length > 0 ? caller.SessionId : caller.KeyId;
        if (id.Length == 0)
            return null;
        var stay = Enter(id, isKey: caller.SessionId.Length == 0);
        // It may have ended after the caller was let in and before it was watched; what ends from here on is heard of.
        if (caches.Any(cache => cache.HasEnded(id)))
            stay.Watched.End.Cancel();
        return stay;
    }

    /// <summary>Ends the streams of a credential, if it has any here.</summary>
    public async Task EndAsync(string credentialId)
    {
        Watched? watched;
        lock (_gate)
            watched = _watched.GetValueOrDefault(credentialId);
        if (watched is not null)
            await watched.End.CancelAsync();
    }

    private Stay Enter(string id, bool isKey)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(id, out var watched))
                _watched[id] = watched = new(id);
            watched.Streams++;
            return new(this, watched, isKey);
        }
    }

    private void Leave(Watched watched)
    {
        lock (_gate)
        {
            if (--watched.Streams == 0)
                _watched.Remove(watched.Id);
        }
    }

    private sealed class Watched(string id)
    {
        public string Id => id;

        // Never disposed: it holds neither a timer nor a handle, and a stream may still look at its token.
        public CancellationTokenSource End { get; } = new();

        public int Streams { get; set; }
    }

    private sealed class Stay(CredentialWatch watch, Watched watched, bool isKey) : CallerStay
    {
        private int _left;

        public Watched Watched => watched;

        public override CancellationToken Ended => watched.End.Token;

        public override DomainError Reason => isKey ? IdentityErrors.ApiKeyRevoked() : IdentityErrors.SessionRevoked();

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                watch.Leave(watched);
        }
    }
}
