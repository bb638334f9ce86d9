using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Hears of the sessions and keys that ended on other servers by reading what is new in the log of ends, once a second, and has their
/// streams here ended; and looks once a minute for those whose time has run out.
/// </summary>
internal sealed partial class EndFollower(
    IEndLog log, IEnumerable<ICredentialEnds> kinds, CredentialWatch watch, TimeProvider time, ILogger<EndFollower> logger)
    : BackgroundService
{
    /// <summary>How long another server's revocation may go unheard of.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int RoundsBetweenChecks = 60;

    private long? _heard;
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        for (var round = 0; ; round++)
        {
            await RoundAsync(checkAll: round % RoundsBetweenChecks == RoundsBetweenChecks - 1, stoppingToken);
            if (!await timer.WaitForNextTickAsync(stoppingToken))
                return;
        }
    }

    private async Task RoundAsync(bool checkAll, CancellationToken cancellationToken)
    {
        try
        {
            if (await FollowAsync(cancellationToken) || checkAll || _isAway)
                await CheckAllAsync(cancellationToken);
            _isAway = false;
        }
        catch (DomainError error)
        {
            if (!_isAway)
                EndsUnheard(error.Reason);
            _isAway = true;
        }
    }

    /// <summary>True when some ends can no longer be read, so that everything has to be looked at.</summary>
    private async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        if (!log.IsShared)
            return false;
        if (_heard is null)
        {
            _heard = await log.LastAsync(cancellationToken);
            return true;
        }

        while (await log.AfterAsync(_heard.Value, cancellationToken) is { Count: > 0 } ends)
        {
            var isGap = ends[0].Number != _heard + 1;
            foreach (var end in ends)
                await Task.WhenAll(kinds.Select(kind => kind.HearOfEndAsync(end.CredentialId)));
            _heard = ends[^1].Number;
            if (isGap)
                return true;
        }

        return false;
    }

    private async Task CheckAllAsync(CancellationToken cancellationToken)
    {
        foreach (var id in watch.Ids)
            await Task.WhenAll(kinds.Select(kind => kind.RecheckAsync(id, cancellationToken)));
    }

    [LoggerMessage(
        EventName = "SessionEndsUnheard", Level = LogLevel.Warning,
        Message = "Sessions that other servers end are not heard of ({Reason}); tried again every second.")]
    private partial void EndsUnheard(string reason);
}
