using System.Collections.Concurrent;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Accounts;

/// <summary>
/// Slows down whoever guesses passwords. Attempts are counted for each address at each account, for each address, and for each
/// account from everywhere; one that succeeds does not count. Nobody can lock an account's owner out by guessing: an address from
/// which the account was signed in to before is not held against the account's own count.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int MostKnown = 100_000;

    private readonly TokenBuckets _pairs = new(new RateOptions { PerSecond = 1.0 / 60, Burst = 5 }, time);
    private readonly TokenBuckets _addresses = new(new RateOptions { PerSecond = 1.0 / 10, Burst = 50 }, time);
    private readonly TokenBuckets _accounts = new(new RateOptions { PerSecond = 1.0 / 10, Burst = 100 }, time);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Before the password is looked at. Errors: SIGN_IN_THROTTLED.</summary>
    public void Begin(string account, string address)
    {
        var pair = Pair(account, address);
        var wait = Longest(_pairs.TryTake(pair), _addresses.TryTake(address), _known.ContainsKey(pair) ? null : _accounts.TryTake(account));
        if (wait is { } left)
            throw AccountErrors.Throttled(left);
    }

    /// <summary>The password was right.</summary>
    public void Succeeded(string account, string address)
    {
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

    private static string Pair(string account, string address) => $"{account} {address}";

    private static TimeSpan? Longest(params ReadOnlySpan<TimeSpan?> waits)
    {
        TimeSpan? longest = null;
        foreach (var wait in waits)
            longest = wait > longest || longest is null ? wait ?? longest : longest;
        return longest;
    }
}
