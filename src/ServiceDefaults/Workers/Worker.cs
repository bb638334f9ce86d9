using System.ComponentModel;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// Keeps one child process of a kind: starts it when somebody needs it, watches its health and limits, replaces it when it ends,
/// with growing pauses, and ends it with the host. The child dies with this process, however that ends. Callers take a
/// <see cref="WorkerLease"/>; what they were doing when a child is lost, they learn and decide themselves.
/// </summary>
public sealed partial class Worker : BackgroundService
{
    // From so many failures on, callers are refused during a pause instead of being kept waiting.
    private const int PatientFailures = 3;

    // After the draining.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(2);

    private readonly WorkerKind _kind;
    private readonly WorkerLimits _limits;
    private readonly WorkerCommand _command;
    private readonly string _run;
    private readonly TimeProvider _time;
    private readonly ILogger<Worker> _logger;
    private readonly WorkerDesk _desk;
    private readonly ResiliencePipeline _retry;

    /// <summary>For the container.</summary>
    public Worker(
        WorkerKind kind, WorkerLimits limits, WorkerCommand command, DataFolder data, TimeProvider time, ILogger<Worker> logger)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(data);
        (_kind, _limits, _command, _time, _logger) = (kind, limits, command, time, logger);
        _run = data.File("run");
        _desk = new(kind.Name, time);
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Retrying()).Build();
    }

    /// <summary>Waits for the child, starting it if there is none.</summary>
    /// <exception cref="Errors.DomainError">WORKER_NOT_READY or WORKER_STOPPING, both UNAVAILABLE.</exception>
    public Task<WorkerLease> LeaseAsync(CancellationToken cancellationToken) => _desk.LeaseAsync(_limits.LeaseTimeout, cancellationToken);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            WorkerProcess.Sweep(_run, _kind.Name);
            while (!stoppingToken.IsCancellationRequested)
                await _retry.ExecuteAsync(LiveAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            _desk.Stop();
        }
    }

    private RetryStrategyOptions Retrying() => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<WorkerEnd>(),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _limits.FirstPause,
        MaxDelay = _limits.LongestPause,
        OnRetry = retry =>
        {
            Pausing(_kind.Name, retry.RetryDelay, retry.AttemptNumber + 1);
            if (retry.AttemptNumber + 1 >= PatientFailures)
                _desk.Refuse(retry.RetryDelay);
            return default;
        },
    };

    /// <summary>One child. Returns when it ended in order, or after a sound life; the pauses begin anew then.</summary>
    private async ValueTask LiveAsync(CancellationToken stoppingToken)
    {
        await _desk.WantedAsync(stoppingToken);
        var start = _time.GetTimestamp();
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (WorkerEnd end)
        {
            Ended(_kind.Name, end.Reason, end.Message);
            WorkerTelemetry.Ends.Add(1, new("groupchat.worker", _kind.Name), new("groupchat.worker.end", end.Reason));
            if (_time.GetElapsedTime(start) < _limits.SoundAfter)
                throw;
        }
        finally
        {
            _desk.Close();
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var process = Start();
        using var session = new WorkerSession(new WorkerChannel(_kind.Name, process.Socket), _time);
        var run = new WorkerRun(process, session, _limits, _time);
        await run.StartAsync(stoppingToken);
        Started(_kind.Name, process.Id);
        _desk.Open(session);
        try
        {
            await run.WatchAsync(stoppingToken);
            await session.DrainAsync()
                .WaitAsync(_limits.DrainTimeout, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await process.StopAsync(EndTimeout, _time);
        }
        finally
        {
            process.Kill();
        }
    }

    private WorkerProcess Start()
    {
        try
        {
            return WorkerProcess.Start(_command, _kind.Name, _limits, _run, new WorkerOutput(_kind.Name, _logger));
        }
        catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw WorkerEnd.NotStarted(error.Message);
        }
    }

    [LoggerMessage(EventName = "WorkerStarted", Level = LogLevel.Information, Message = "The worker {Worker} runs as process {ProcessId}.")]
    private partial void Started(string worker, int processId);

    [LoggerMessage(EventName = "WorkerEnded", Level = LogLevel.Warning, Message = "The worker {Worker} ended ({Reason}): {Text}.")]
    private partial void Ended(string worker, string reason, string text);

    [LoggerMessage(EventName = "WorkerPausing", Level = LogLevel.Information, Message = "The worker {Worker} is started again in {Pause}, after {Failures} failures.")]
    private partial void Pausing(string worker, TimeSpan pause, int failures);
}
