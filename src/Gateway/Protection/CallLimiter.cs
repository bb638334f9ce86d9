using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Protection;

/// <summary>
/// Limits by address, by session or key, and by method. An address is asked first, so that guessing credentials costs an attacker's
/// calls and nobody else's; our own services are never limited.
/// </summary>
internal sealed class CallLimiter(LimitOptions options, TimeProvider time) : ICallLimiter
{
    private readonly TokenBuckets _addresses = new(options.Address, time);
    private readonly TokenBuckets _callers = new(options.Caller, time);
    private readonly Dictionary<string, TokenBuckets> _methods = options.Methods.ToDictionary(
        method => method.Key, method => new TokenBuckets(method.Value, time), StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, int> _streams = new(StringComparer.Ordinal);

    public void Arrive(HttpContext http)
    {
        if (!IsExempt(http) && _addresses.TryTake(ClientAddress.Of(http)) is { } wait)
            throw LimitErrors.RateLimited("address", wait);
    }

    public void NoteRefusal(HttpContext http)
    {
        if (!IsExempt(http))
            _addresses.Drain(ClientAddress.Of(http), options.RefusalCost);
    }

    public void Admit(HttpContext http, Caller caller, string method)
    {
        if (!IsLimited(http, caller))
            return;
        var who = Credential(caller) ?? ClientAddress.Of(http);
        if (caller.Kind != CallerKind.Anonymous && _callers.TryTake(who) is { } wait)
            throw LimitErrors.RateLimited("caller", wait);
        if (_methods.TryGetValue(method, out var buckets) && buckets.TryTake(who) is { } longer)
            throw LimitErrors.RateLimited("method", longer);
    }

    public IDisposable? OpenStream(HttpContext http, Caller caller)
    {
        if (!IsLimited(http, caller) || Credential(caller) is not { } who)
            return null;
        if (_streams.AddOrUpdate(who, 1, (_, open) => open + 1) > options.StreamsPerCaller)
        {
            CloseStream(who);
            throw LimitErrors.TooManyStreams(options.StreamsPerCaller);
        }

        return new Place(this, who);
    }

    /// <summary>False for our own services, for this machine, and where nothing is limited.</summary>
    public bool IsLimited(HttpContext http, Caller caller) =>
        !IsExempt(http) && !(caller.KeyId.Length == 0 && (caller.ByService || caller.Kind == CallerKind.Service));

    private bool IsExempt(HttpContext http) => !options.Enabled || (options.ExemptLoopback && ClientAddress.IsThisMachine(http));

    private static string? Credential(Caller caller) =>
        caller.SessionId.Length > 0 ? caller.SessionId : caller.KeyId.Length > 0 ? caller.KeyId : null;

    private void CloseStream(string who)
    {
        while (_streams.TryGetValue(who, out var open))
        {
            if (open > 1 ? _streams.TryUpdate(who, open - 1, open) : _streams.TryRemove(new(who, open)))
                return;
        }
    }

    private sealed class Place(CallLimiter limiter, string who) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                limiter.CloseStream(who);
        }
    }
}
