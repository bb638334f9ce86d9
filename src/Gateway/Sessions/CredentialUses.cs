using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Remembers when credentials were used and writes it down once a minute, together: a call costs no write. What a process that is
/// killed had not written is lost, and only shows a use as a minute older than it was.
/// </summary>
internal abstract class CredentialUses(
    Func<IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>>, CancellationToken, Task> write, TimeProvider time) : BackgroundService
{
    private ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);

    public void Note(string credentialId, DateTimeOffset now) => _uses[credentialId] = now;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(UseClock.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync(stoppingToken);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var uses = Interlocked.Exchange(ref _uses, new(StringComparer.Ordinal));
        try
        {
            if (!uses.IsEmpty)
                await write(uses, cancellationToken);
        }
        catch (DomainError)
        {
            // The database is away: whoever is active then is noted again within a minute.
        }
    }
}
