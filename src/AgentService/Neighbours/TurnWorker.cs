using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// Keeps a stream to ChatService's TurnService for as long as the host runs, and answers the turns that come down it. A
/// lost stream is opened again, after 100 ms at first and never more than 10 s.
/// </summary>
internal sealed partial class TurnWorker(
    TurnService.TurnServiceClient client, AssignedTurns turns, UsageLedger usage, IHostApplicationLifetime host, TimeProvider time, ILogger<TurnWorker> logger)
    : BackgroundService
{
    private const int LongestId = 64;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly string _id = Utf8Prefix.Of($"{Environment.ProcessId}@{Environment.MachineName}", LongestId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server waits for open streams before it lets hosted services stop, so this one ends as soon as stopping begins.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, host.ApplicationStopping);
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            failures = await ServeAsync(stop.Token) ? 0 : failures + 1;
            await Task.Delay(WaitAfter(failures), time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until the stream ends; true when it had been open.</summary>
    private async Task<bool> ServeAsync(CancellationToken stoppingToken)
    {
        using var call = client.RunTurns(cancellationToken: CancellationToken.None);
        var session = new WorkerSession(call, turns, usage, time, logger);
        try
        {
            await session.RunAsync(_id, stoppingToken);
            StreamEnded();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; ChatService sees the stream end and hands the turns out again.
        }
        catch (RpcException error)
        {
            StreamLost(error.StatusCode);
        }
        catch (OperationCanceledException)
        {
            StreamLost(StatusCode.Cancelled);
        }
        return session.Opened;
    }

    /// <summary>Doubles with every failure, less up to half of it, so that many workers do not return in one instant.</summary>
    private static TimeSpan WaitAfter(int failures)
    {
        var longest = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, failures), LongestWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The stream of turns ended")]
    private partial void StreamEnded();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream of turns was lost: {Status}")]
    private partial void StreamLost(StatusCode status);
}
