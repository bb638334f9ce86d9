using System.Collections.Concurrent;
using System.Threading.Channels;
using GroupChat.Gateway.Protection.Shared;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Protection;

/// <summary>
/// Limits by address, by session or key, and by method. An address is asked first, so that guessing credentials costs an attacker's
/// calls and nobody else's; our own services are never limited. With a Redis, servers count together; while it is away, each counts by
/// itself. Addresses are counted here as well before it is known who calls, so that nobody has Redis asked by showing garbage.
/// </summary>
internal sealed class CallLimiter(LimitOptions options, TimeProvider time, ISharedBuckets? shared = null) : ICallLimiter
{
    private const int MostUntold = 1024;

    // What does not fit is counted here only.
    private readonly Channel<string> _refusals = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostUntold) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

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

    /// <summary>Addresses of which the other servers have to be told.</summary>
    public ChannelReader<string> Refusals => _refusals.Reader;

    public void NoteRefusal(HttpContext http)
    {
        if (IsExempt(http))
            return;
        var address = ClientAddress.Of(http);
        _addresses.Drain(address, options.RefusalCost);
        if (shared is not null)
            _refusals.Writer.TryWrite(address);
    }

    /// <summary>The other servers say that an address has nothing left.</summary>
    public void Exhaust(string address) => _addresses.Drain(address, int.MaxValue);

    public BucketUse AddressUse(string address) => new("address", $"address:{address}", options.Address);

    public ValueTask AdmitAsync(HttpContext http, Caller caller, string method)
    {
        if (!IsLimited(http, caller))
            return default;
        if (shared is { IsReached: true })
            return new(AdmitTogetherAsync(http, caller, method));
        AdmitHere(http, caller, method);
        return default;
    }

    private async Task AdmitTogetherAsync(HttpContext http, Caller caller, string method)
    {
        var who = Credential(caller) ?? ClientAddress.Of(http);
        var uses = new List<BucketUse>(3) { AddressUse(ClientAddress.Of(http)) };
        if (caller.Kind != CallerKind.Anonymous)
            uses.Add(new("caller", $"caller:{who}", options.Caller));
        if (options.Methods.TryGetValue(method, out var rate))
            uses.Add(new("method", $"method:{method}:{who}", rate));
        if (await shared!.TakeAsync(uses) is not var (refused, wait))
            AdmitHere(http, caller, method);
        else if (refused >= 0)
            throw LimitErrors.RateLimited(uses[refused].Limit, wait);
    }

    private void AdmitHere(HttpContext http, Caller caller, string method)
    {
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
