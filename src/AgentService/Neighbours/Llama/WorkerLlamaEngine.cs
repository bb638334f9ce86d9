using System.Runtime.CompilerServices;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Workers;
using Grpc.Core;
using Client = GroupChat.Agents.Neighbours.Llama.Wire.LlamaWorker.LlamaWorkerClient;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>
/// A model in the worker process, loaded into it by the first request and again into every new one. What is in progress when the
/// process ends fails with WORKER_LOST; what comes then waits for the next process within the worker's bound.
/// </summary>
/// <param name="worker">Keeps the process.</param>
/// <param name="load">The model and how it is shared.</param>
/// <param name="loaded">Hears of every load: that it began, and how it ended.</param>
internal sealed class WorkerLlamaEngine(Worker worker, LoadRequest load, Action<LlamaLoadReport> loaded) : ILlamaEngine
{
    private readonly SemaphoreSlim _loading = new(1);
    private CancellationToken? _home;
    private volatile LlamaModelInfo? _model;
    private LlamaCounters _counters;

    public LlamaModelInfo Model => _model ?? throw LlamaErrors.LoadFailed("no request has come yet");

    public LlamaCounters Counters => _counters;

    public async IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = await LeaseAsync(cancellationToken);
        using var call = new Client(lease.Invoker).Generate(request.ToWire(load.ModelId), cancellationToken: cancellationToken);
        while (await HearAsync(lease, () => call.ResponseStream.MoveNext(cancellationToken), cancellationToken))
        {
            var step = call.ResponseStream.Current;
            if (step.End is { } end)
                _counters = (end.Counters ?? new()).FromWire();
            yield return step.FromWire();
        }
    }

    public async ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken)
    {
        using var lease = await LeaseAsync(cancellationToken);
        var request = new CountTokensRequest { ModelId = load.ModelId, Messages = { messages.Select(LlamaWire.ToWire) } };
        return (await HearAsync(
            lease, async () => await new Client(lease.Invoker).CountTokensAsync(request, cancellationToken: cancellationToken), cancellationToken)).Tokens;
    }

    public async ValueTask<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var lease = await LeaseAsync(cancellationToken);
        var request = new EmbedRequest { ModelId = load.ModelId, Texts = { texts } };
        var answer = await HearAsync(
            lease, async () => await new Client(lease.Invoker).EmbedAsync(request, cancellationToken: cancellationToken), cancellationToken);
        return [.. answer.Vectors.Select(static vector => vector.Numbers.ToArray())];
    }

    public ValueTask DisposeAsync()
    {
        _loading.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A process with the model in it.</summary>
    private async Task<WorkerLease> LeaseAsync(CancellationToken cancellationToken)
    {
        var lease = await worker.LeaseAsync(cancellationToken);
        try
        {
            await _loading.WaitAsync(cancellationToken);
            try
            {
                if (_home != lease.Lost)
                    await LoadAsync(lease, cancellationToken);
            }
            finally
            {
                _loading.Release();
            }
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private async Task LoadAsync(WorkerLease lease, CancellationToken cancellationToken)
    {
        loaded(LlamaLoadReport.Begun);
        try
        {
            var answer = await HearAsync(
                lease, async () => await new Client(lease.Invoker).LoadAsync(load, cancellationToken: cancellationToken), cancellationToken);
            (_model, _home) = (answer.FromWire(), lease.Lost);
            loaded(LlamaLoadReport.Done);
        }
        catch (Exception error)
        {
            loaded(new LlamaLoadReport(error));
            throw;
        }
    }

    private static async Task<T> HearAsync<T>(WorkerLease lease, Func<Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (RpcException error) when (!cancellationToken.IsCancellationRequested)
        {
            // A refusal of the engine has details; the end of its process has none.
            throw lease.Lost.IsCancellationRequested || !error.TryGetErrorInfo(out _) ? WorkerErrors.Lost(LlamaWorkerKind.Name) : error.ToDomainError();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A process that ends can reset its streams first.
            throw WorkerErrors.Lost(LlamaWorkerKind.Name);
        }
    }
}
