using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>Removes what is left of sessions that expired long ago, a little at a time.</summary>
internal sealed class SessionSweep(ISessionStore store, TimeProvider time) : BackgroundService
{
    /// <summary>How long the row of a session outlives it, so that its tokens are told what became of them.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private const int MostAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync(stoppingToken);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await store.RemoveExpiredAsync(time.GetUtcNow() - Kept, MostAtOnce, cancellationToken) == MostAtOnce)
            {
            }
        }
        catch (DomainError)
        {
            // The database is away: there is another hour.
        }
    }
}
