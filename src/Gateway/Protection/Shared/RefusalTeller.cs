namespace GroupChat.Gateway.Protection.Shared;

/// <summary>
/// Tells the other servers of credentials that were refused, away from the calls that showed them, and hears which addresses have
/// nothing left: somebody who guesses at several servers stops at all of them.
/// </summary>
internal sealed class RefusalTeller(CallLimiter limiter, ISharedBuckets buckets, LimitOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in limiter.Refusals.ReadAllAsync(stoppingToken))
        {
            if (await buckets.DrainAsync(limiter.AddressUse(address), options.RefusalCost) == true)
                limiter.Exhaust(address);
        }
    }
}
