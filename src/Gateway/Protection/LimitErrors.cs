using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Protection;

/// <summary>Why a caller is told to wait.</summary>
internal static class LimitErrors
{
    /// <summary>RATE_LIMITED, with RetryInfo.</summary>
    /// <param name="limit">Which of the limits: address, caller or method.</param>
    /// <param name="wait">When it is worth to try again.</param>
    public static DomainError RateLimited(string limit, TimeSpan wait) => new(
        ErrorCode.ResourceExhausted, "RATE_LIMITED", "too many calls; wait before you try again",
        new Dictionary<string, string> { ["limit"] = limit })
    {
        RetryAfter = wait,
    };

    /// <summary>TOO_MANY_STREAMS.</summary>
    public static DomainError TooManyStreams(int most) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_STREAMS", $"a session or a key may have {most} streams open",
        new Dictionary<string, string> { ["max_streams"] = most.ToString(CultureInfo.InvariantCulture) });
}
