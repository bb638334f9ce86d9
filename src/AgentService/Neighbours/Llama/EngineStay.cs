using GroupChat.Agents.Llama;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Workers;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>One request's stay in the worker process: as long as it lasts, the process is not retired and the model stays in it.</summary>
internal sealed class EngineStay(WorkerLease lease, EngineUse use) : IDisposable
{
    public CallInvoker Invoker => lease.Invoker;

    /// <summary>The caller has left, or the model is taken away.</summary>
    public CancellationToken Stop => use.Stop;

    /// <summary>A step of the request; its failure in our words.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_UNLOADED, WORKER_LOST, or a refusal of the engine.</exception>
    public async Task<T> HearAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await HearAsync(lease, step, Stop);
        }
        catch (Exception) when (use.IsTaken)
        {
            throw LlamaErrors.Unloaded();
        }
    }

    public static async Task<T> HearAsync<T>(WorkerLease lease, Func<Task<T>> step, CancellationToken cancellationToken)
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

    public void Dispose()
    {
        use.Dispose();
        lease.Dispose();
    }
}
