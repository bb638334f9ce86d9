using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>Removes what is left of sessions, keys and sign-ins that expired, a little at a time.</summary>
internal sealed class ExpirySweep(IEnumerable<IExpiringStore> stores, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private const int MostAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var store in stores)
                await SweepAsync(store, stoppingToken);
        }
    }

    private async Task SweepAsync(IExpiringStore store, CancellationToken cancellationToken)
    {
        try
        {
            while (await store.RemoveExpiredAsync(time.GetUtcNow(), MostAtOnce, cancellationToken) == MostAtOnce)
            {
            }
        }
        catch (DomainError)
        {
            // The database is away: there is another hour.
        }
    }
}
