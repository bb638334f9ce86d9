using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Remembers when sessions were used and writes it down once a minute, together: a call costs no write. What a process that is
/// killed had not written is lost, and only shows a use as a minute older than it was.
/// </summary>
internal sealed class SessionUses(ISessionStore store, TimeProvider time) : BackgroundService
{
    /// <summary>Between two writes, and between two uses worth a note.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);

    public void Note(string sessionId, DateTimeOffset now) => _uses[sessionId] = now;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync(stoppingToken);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var uses = Interlocked.Exchange(ref _uses, new(StringComparer.Ordinal));
        try
        {
            if (!uses.IsEmpty)
                await store.RecordUsesAsync(uses, cancellationToken);
        }
        catch (DomainError)
        {
            // The database is away: whoever is active then is noted again within a minute.
        }
    }
}
