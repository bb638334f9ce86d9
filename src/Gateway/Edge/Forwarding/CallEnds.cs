using System.Globalization;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// What ends a forwarded call before its service does: the client leaves, its deadline passes, its session is revoked, or this
/// process stops. Streams end as soon as it begins to stop, and their clients resume elsewhere; an upload may come to its end.
/// </summary>
internal sealed class CallEnds : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    private readonly HttpContext _http;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _linked;

    public CallEnds(HttpContext http, bool answersInStream, StreamLifetime lifetime, TimeProvider time)
    {
        (_http, _stopping) = (http, answersInStream ? lifetime.Stopping : lifetime.Ended);
        if (TimeoutOf(http.Request.Headers["grpc-timeout"]) is { } timeout && timeout < Longest)
            _deadline = new(timeout, time);
        if (_deadline is not null || answersInStream)
            _linked = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping, _deadline?.Token ?? default);
        Token = _linked?.Token ?? http.RequestAborted;
    }

    public CancellationToken Token { get; }

    /// <summary>What the client is told once the token has fired.</summary>
    public DomainError Reason => EndErrors.Of(_http, isLate: _deadline?.IsCancellationRequested == true, _stopping.IsCancellationRequested);

    public void Dispose()
    {
        _linked?.Dispose();
        _deadline?.Dispose();
    }

    /// <summary>Reads <c>grpc-timeout</c>: at most eight digits and a unit. Null when there is none; the service refuses what is no timeout.</summary>
    internal static TimeSpan? TimeoutOf(string? text)
    {
        if (text is not { Length: >= 2 and <= 9 } || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        return text[^1] switch
        {
            'H' => TimeSpan.FromHours(count),
            'M' => TimeSpan.FromMinutes(count),
            'S' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMilliseconds(count),
            'u' => TimeSpan.FromMicroseconds(count),
            'n' => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
    }
}
