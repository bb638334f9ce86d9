using System.Threading.Channels;
using GroupChat.Chat.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Search;

/// <summary>
/// Brings the index up to the logs, in pieces: small ones would cost more than they save, and what is missing is looked through
/// by searches themselves. Under load the pieces grow.
/// </summary>
internal sealed partial class SearchIndexer(ISearchIndex index, TimeProvider time, ILogger<SearchIndexer> logger)
    : BackgroundService, ICommitListener
{
    /// <summary>Events that wait before it is worth the while: reading so many costs a search about a millisecond.</summary>
    private const int Least = 256;

    /// <summary>A piece of this many is followed by the next one at once.</summary>
    private const int Large = 4096;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _events;

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        if (Interlocked.Add(ref _events, events.Count) >= Least)
            _wakes.Writer.TryWrite(true);
    }

    /// <summary>One piece, and what tidying it makes worth while; how many messages it took in.</summary>
    /// <param name="least">Events that have to wait.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<int> StepAsync(int least, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _events, 0);
        var added = await index.AddAsync(least, cancellationToken);
        while (added > 0 && await index.MergeAsync(cancellationToken))
        {
        }

        return added;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var renewed = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var added = await StepAsync(Least, stoppingToken);
                if (time.GetElapsedTime(renewed) >= Round)
                {
                    renewed = time.GetTimestamp();
                    await RenewAsync(stoppingToken);
                }

                await WaitAsync(added, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogBehind(error);
                await Task.Delay(Round, time, stoppingToken);
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        while (await index.RenewAsync(cancellationToken))
        {
        }
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
