using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;
using Grpc.Core;
using Client = GroupChat.Agents.Neighbours.Llama.Wire.LlamaWorker.LlamaWorkerClient;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>
/// One request in the worker process. It is given up by a word and not by cancelling the call: so the worker can still say what it
/// took. The word is bounded in time; where none comes, what was heard is the estimate.
/// </summary>
internal sealed class WorkerGeneration : IAsyncDisposable
{
    // A step of the model with a large batch, on a slow machine with much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EngineStay _stay;
    private readonly LlamaRequest _request;
    private readonly Action<LlamaCounters> _counted;
    private readonly TimeProvider _time;
    private readonly AsyncDuplexStreamingCall<GenerateRequest, GenerateResponse> _call;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _stopped;
    private Task<bool>? _next;
    private LlamaUsage _heard;
    private bool _told;

    public WorkerGeneration(EngineStay stay, LlamaRequest request, Action<LlamaCounters> counted, TimeProvider time)
    {
        (_stay, _request, _counted, _time) = (stay, request, counted, time);
        // Not tied to the caller: what it took is to be heard after they have left.
        _call = new Client(stay.Invoker).Generate(cancellationToken: CancellationToken.None);
        // At once, and not only when the reader gets to it.
        _stopped = stay.Stop.UnsafeRegister(_ => Task.Run(LeaveAsync), null);
    }

    public LlamaStep Current { get; private set; } = new LlamaQueued(0);

    public Task AskAsync(string modelId) => _stay.HearAsync(async () =>
    {
        try
        {
            await _call.RequestStream.WriteAsync(_request.ToWire(modelId));
            return true;
        }
        catch (Exception) when (!_stay.Stop.IsCancellationRequested)
        {
            // The answer says why, better than the request can.
            return await NextAsync();
        }
        finally
        {
            _asked.SetResult();
        }
    });

    /// <summary>The next step; false at the end.</summary>
    public async Task<bool> NextAsync()
    {
        _stay.Stop.ThrowIfCancellationRequested();
        _next = ReadAsync();
        var more = await _next.WaitAsync(_stay.Stop);
        _next = null;
        return more;
    }

    /// <summary>Tells what the request took.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.DisposeAsync();
        if (!_told)
            await HearTheEndAsync().WaitAsync(Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_told)
            Tell(_heard, isEstimate: true);
        _call.Dispose();
    }

    private async Task HearTheEndAsync()
    {
        await LeaveAsync();
        while (await (_next ?? ReadAsync()))
            _next = null;
    }

    /// <summary>Closes our half, once the request is out.</summary>
    private async Task LeaveAsync()
    {
        await _asked.Task;
        try
        {
            await _call.RequestStream.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or OperationCanceledException or ObjectDisposedException)
        {
            // The call has ended.
        }
    }

    private async Task<bool> ReadAsync()
    {
        if (!await _call.ResponseStream.MoveNext(CancellationToken.None))
            return false;
        var step = _call.ResponseStream.Current;
        if ((step.End ?? step.GivenUp) is { } end)
        {
            _counted((end.Counters ?? new()).FromWire());
            Tell(end.UsageOf(), isEstimate: false);
            await LeaveAsync();
        }
        if (step.GivenUp is not null)
            return false;
        Current = step.FromWire();
        Hear(Current);
        return true;
    }

    private void Hear(LlamaStep step) => _heard = step switch
    {
        LlamaPrefill prefill => _heard with { Computed = Math.Max(_heard.Computed, prefill.Done) },
        LlamaText text => _heard with { Generated = text.Generated },
        _ => _heard,
    };

    private void Tell(LlamaUsage usage, bool isEstimate)
    {
        _told = true;
        _request.Spent?.Invoke(new(usage, isEstimate));
    }
}
