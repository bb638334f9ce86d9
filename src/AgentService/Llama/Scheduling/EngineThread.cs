using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>The thread that owns the context. A fault of a step ends it, and with it every request, rather than go on from an unknown state.</summary>
internal sealed class EngineThread : IAsyncDisposable
{
    private readonly Scheduler _scheduler;
    private readonly Intake _intake;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    public EngineThread(Scheduler scheduler, Intake intake, ILogger logger)
    {
        (_scheduler, _intake, _logger) = (scheduler, intake, logger);
        new Thread(Run) { IsBackground = true, Name = "llama" }.Start();
    }

    public LlamaCounters Counters => _scheduler.Tally.Read();

    /// <summary>Ends after the step that is being computed; requests that are there fail.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _intake.Wake();
        await _ended.Task;
        await _scheduler.DisposeAsync();
    }

    private void Run()
    {
        var reason = LlamaErrors.EngineFailed("it was unloaded");
        try
        {
            while (!_stopping)
            {
                if (!_scheduler.Advance() && !_stopping)
                    _intake.Wait();
            }
            _scheduler.Keep();
        }
        catch (Exception error)
        {
            LlamaLog.Failed(_logger, error);
            reason = error as DomainError ?? LlamaErrors.EngineFailed("a fault of its own");
        }
        _scheduler.Abandon(reason);
        _ended.SetResult();
    }
}
