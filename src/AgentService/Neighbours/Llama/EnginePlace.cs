using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Workers;
using Client = GroupChat.Agents.Neighbours.Llama.Wire.LlamaWorker.LlamaWorkerClient;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>The place of one model in the worker process: loaded by who comes first, and again into every new process.</summary>
/// <param name="worker">Keeps the process.</param>
/// <param name="load">The model and how it is shared.</param>
/// <param name="loaded">Hears of every load: that it began, and how it ended.</param>
/// <param name="mostLoading">For loading it: some files keep the library busy for ever.</param>
/// <param name="time">Measures that, and how long a model may still be used that is to go.</param>
internal sealed class EnginePlace(
    Worker worker, LoadRequest load, Action<LlamaLoadReport> loaded, TimeSpan mostLoading, TimeProvider time) : IDisposable
{
    // Held while the model is loaded or taken away.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly EngineUses _uses = new(time);
    private CancellationToken? _home;
    private volatile LlamaModelInfo? _model;

    public string ModelId => load.ModelId;

    public TimeProvider Time => time;

    /// <summary>What was loaded last.</summary>
    public LlamaModelInfo? Model => _model;

    /// <summary>A stay in a process with the model in it.</summary>
    public async Task<EngineStay> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await worker.LeaseAsync(cancellationToken);
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (_home != lease.Lost)
                    await LoadAsync(lease, cancellationToken);
                return new EngineStay(lease, _uses.Enter(cancellationToken));
            }
            finally
            {
                _turn.Release();
            }
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Ends what uses the model, after so long, and gives its memory back. Starts no process for that.</summary>
    /// <param name="patience">For who uses it.</param>
    /// <param name="unloaded">Called before anybody can load it again.</param>
    /// <param name="cancellationToken">Leaves the model where it is.</param>
    public async Task LeaveAsync(TimeSpan patience, Action unloaded, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _uses.DrainAsync(patience, cancellationToken);
            if (_home is { IsCancellationRequested: false } home)
                await UnloadAsync(home, cancellationToken);
            _home = null;
            unloaded();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task LoadAsync(WorkerLease lease, CancellationToken cancellationToken)
    {
        loaded(LlamaLoadReport.Begun);
        using var limit = new CancellationTokenSource(mostLoading, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await EngineStay.HearAsync(
                lease, async () => await new Client(lease.Invoker).LoadAsync(load, cancellationToken: either.Token), either.Token);
            (_model, _home) = (answer.FromWire(), lease.Lost);
            loaded(LlamaLoadReport.Done);
        }
        catch (Exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A call that goes on inside of the library is only ended with its process.
            lease.Condemn();
            var slow = LlamaErrors.LoadTooSlow(mostLoading);
            loaded(new LlamaLoadReport(slow));
            throw slow;
        }
        catch (Exception error)
        {
            loaded(new LlamaLoadReport(error));
            throw;
        }
    }

    private async Task UnloadAsync(CancellationToken home, CancellationToken cancellationToken)
    {
        using var lease = await worker.LeaseAsync(cancellationToken);
        if (lease.Lost == home)
        {
            await EngineStay.HearAsync(
                lease,
                async () => await new Client(lease.Invoker).UnloadAsync(new() { ModelId = ModelId }, cancellationToken: cancellationToken),
                cancellationToken);
        }
    }
}
