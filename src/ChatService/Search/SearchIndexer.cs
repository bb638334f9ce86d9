using System.Threading.Channels;
using GroupChat.Chat.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Search;

/// <summary>
/// Brings the index up to the logs, in pieces: small ones would cost more than they save, and what is missing is looked through
/// by searches themselves. Under load the pieces grow. What has changed since is renewed when much has, and all of it now and
/// then, so that the index does not keep for long what was deleted.
/// </summary>
internal sealed partial class SearchIndexer(ISearchIndex index, TimeProvider time, ILogger<SearchIndexer> logger)
    : BackgroundService, ICommitListener
{
    /// <summary>Events that wait before it is worth the while: reading so many costs a search about a millisecond.</summary>
    private const int Least = 256;

    /// <summary>A piece of this many is followed by the next one at once.</summary>
    private const int Large = 4096;

    /// <summary>Changed messages that may wait: each costs the searches that may mean it a look at the message itself.</summary>
    private const int MostChanges = 512;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tidying = TimeSpan.FromMinutes(10);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _events;

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        if (Interlocked.Add(ref _events, events.Count) >= Least)
            _wakes.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (round, tidied) = (time.GetTimestamp(), time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            var added = await TryAsync(() => StepAsync(stoppingToken), stoppingToken);
            if (time.GetElapsedTime(round) >= Round)
            {
                round = time.GetTimestamp();
                var isThorough = time.GetElapsedTime(tidied) >= Tidying;
                if (isThorough)
                    tidied = round;
                await TryAsync(() => RenewAsync(isThorough ? 0 : MostChanges, stoppingToken), stoppingToken);
            }

            await WaitAsync(added, stoppingToken);
        }
    }

    /// <summary>One piece, and what joining it makes worth while; how many messages it took in.</summary>
    private async Task<int> StepAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _events, 0);
        var added = await index.AddAsync(Least, cancellationToken);
        while (added > 0 && await index.MergeAsync(cancellationToken))
        {
        }

        return added;
    }

    private async Task<int> RenewAsync(int most, CancellationToken cancellationToken)
    {
        while (await index.RenewAsync(most, cancellationToken))
        {
        }

        return 0;
    }

    private async Task<int> TryAsync(Func<Task<int>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (SearchConflict)
        {
            await Task.Delay(Pause, time, cancellationToken); // another process is at it
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogBehind(error);
            await Task.Delay(Round, time, cancellationToken);
        }

        return 0;
    }

    private async Task WaitAsync(int added, CancellationToken cancellationToken)
    {
        if (added >= Large)
            return;
        if (added > 0)
            await Task.Delay(Pause, time, cancellationToken);
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_wakes.Reader.ReadAsync(round.Token).AsTask(), Task.Delay(Round, time, round.Token));
        await round.CancelAsync();
    }

    [LoggerMessage(EventName = "SearchIndexBehind", Level = LogLevel.Warning, Message = "The search index could not follow; searches look through the rest themselves.")]
    private partial void LogBehind(Exception error);
}
