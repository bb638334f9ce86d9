using System.Collections.Concurrent;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Protection.Shared;

namespace GroupChat.Gateway.Accounts;

/// <summary>
/// Slows down whoever guesses passwords. Attempts are counted for each address at each account, for each address, and for each
/// account from everywhere; one that succeeds does not count. Nobody can lock an account's owner out by guessing: an address from
/// which the account was signed in to before is not held against the account's own count. Servers with one Redis count together, and
/// each by itself besides, so that guessing goes no faster while Redis is away.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time, ISharedBuckets? shared = null)
{
    private const int MostKnown = 100_000;

    private static readonly RateOptions PairRate = new() { PerSecond = 1.0 / 60, Burst = 5 };
    private static readonly RateOptions AddressRate = new() { PerSecond = 1.0 / 10, Burst = 50 };
    private static readonly RateOptions AccountRate = new() { PerSecond = 1.0 / 10, Burst = 100 };

    private readonly TokenBuckets _pairs = new(PairRate, time);
    private readonly TokenBuckets _addresses = new(AddressRate, time);
    private readonly TokenBuckets _accounts = new(AccountRate, time);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Before the password is looked at. Errors: SIGN_IN_THROTTLED.</summary>
    public async Task BeginAsync(string account, string address)
    {
        var pair = Pair(account, address);
        var wait = Longest(_pairs.TryTake(pair), _addresses.TryTake(address), _known.ContainsKey(pair) ? null : _accounts.TryTake(account));
        if (wait is { } left)
            throw AccountErrors.Throttled(left);
        if (shared is { IsReached: true } && await shared.TakeAsync(Uses(account, address)) is var (refused, longer) && refused >= 0)
            throw AccountErrors.Throttled(longer);
    }

    /// <summary>The password was right.</summary>
    public async Task SucceededAsync(string account, string address)
    {
        if (shared is { IsReached: true })
            await shared.GiveBackAsync(Uses(account, address));
        var pair = Pair(account, address);
        _pairs.GiveBack(pair);
        _addresses.GiveBack(address);
        if (_known.ContainsKey(pair))
            return;
        _accounts.GiveBack(account);
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[pair] = true;
    }

    private List<BucketUse> Uses(string account, string address)
    {
        var pair = Pair(account, address);
        var uses = new List<BucketUse>(3) { new("pair", $"sign-in:pair:{pair}", PairRate), new("address", $"sign-in:address:{address}", AddressRate) };
        if (!_known.ContainsKey(pair))
            uses.Add(new("account", $"sign-in:account:{account}", AccountRate));
        return uses;
    }

    private static string Pair(string account, string address) => $"{account} {address}";

    private static TimeSpan? Longest(params ReadOnlySpan<TimeSpan?> waits)
    {
        TimeSpan? longest = null;
        foreach (var wait in waits)
            longest = wait > longest || longest is null ? wait ?? longest : longest;
        return longest;
    }
}
