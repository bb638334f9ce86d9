using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Protection;

/// <summary>Settings under <c>Limits</c>: how much one address or one caller may ask for.</summary>
internal sealed class LimitOptions
{
    /// <summary>False leaves all of it out. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Calls that come from this machine itself, and not through a proxy on it, are not limited. Default true: whoever can make them
    /// can do worse.
    /// </summary>
    public bool ExemptLoopback { get; set; } = true;

    /// <summary>Calls from one address; for IPv6, from one network of 64 bits. Default 100 a second, 1000 at once.</summary>
    public RateOptions Address { get; } = new() { PerSecond = 100, Burst = 1000 };

    /// <summary>Calls by one session or one key. Default 50 a second, 500 at once.</summary>
    public RateOptions Caller { get; } = new() { PerSecond = 50, Burst = 500 };

    /// <summary>
    /// Messages that a caller sends on one stream. A stream that is faster is not refused but read more slowly. Default 50 a second,
    /// 500 at once.
    /// </summary>
    public RateOptions StreamMessages { get; } = new() { PerSecond = 50, Burst = 500 };

    /// <summary>
    /// Calls of single methods by one session or key, or by one address where no credentials are needed, by the full name of the
    /// method. Default: new sessions 1 a second and 60 at once, signing in by either way the same with 30, new accounts 0.1 with 5.
    /// </summary>
    public Dictionary<string, RateOptions> Methods { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["groupchat.session.v1.SessionService/CreateSession"] = new() { PerSecond = 1, Burst = 60 },
        ["groupchat.session.v1.AccountService/SignIn"] = new() { PerSecond = 1, Burst = 30 },
        ["groupchat.session.v1.AccountService/CreateAccount"] = new() { PerSecond = 0.1, Burst = 5 },
        ["groupchat.session.v1.IdentityService/CompleteProviderSignIn"] = new() { PerSecond = 1, Burst = 30 },
    };

    /// <summary>
    /// Longest wait for Redis, in milliseconds; a call that waited in vain is counted by this server alone. Default 250.
    /// </summary>
    [Range(1, 60_000)]
    public int RedisTimeoutMilliseconds { get; set; } = 250;

    /// <summary>Streams open at the same time by one session or one key. Default 100.</summary>
    [Range(1, 100_000)]
    public int StreamsPerCaller { get; set; } = 100;

    /// <summary>How many calls a refused credential counts for its address. Default 10.</summary>
    [Range(1, 1000)]
    public int RefusalCost { get; set; } = 10;
}
