namespace GroupChat.Agents.Metering;

/// <summary>
/// What one piece of work has asked of models, whether they answered, failed or were stopped. A request that was stopped knows a
/// moment later what it took: it is waited for, so that the engine's own figures are charged and not a guess.
/// </summary>
internal sealed class CostSheet
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private readonly Lock _gate = new();
    private readonly List<ModelCost> _costs = [];
    private readonly List<RequestCost> _open = [];
    private TaskCompletionSource? _settled;

    /// <summary>A request begins.</summary>
    public RequestCost Begin(CostKind kind, string modelId, bool isMeasured)
    {
        var request = new RequestCost(this, kind, modelId, isMeasured);
        lock (_gate)
            _open.Add(request);
        return request;
    }

    /// <summary>What everything took. Engines say so in time; what else does not end soon is estimated by what was seen of it.</summary>
    public async Task<IReadOnlyList<ModelCost>> SettleAsync(TimeProvider time)
    {
        await Settled().WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsMeasuring)
            await Settled().WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        RequestCost[] late;
        lock (_gate)
            late = [.. _open];
        foreach (var request in late)
            request.Close(isLeft: true);
        lock (_gate)
            return ModelCost.SumUp(_costs);
    }

    /// <summary>A request has ended, once.</summary>
    public void End(RequestCost request, ModelCost? cost)
    {
        lock (_gate)
        {
            if (!_open.Remove(request))
                return;
            if (cost is not null)
                _costs.Add(cost);
            if (_open.Count == 0)
                _settled?.TrySetResult();
        }
    }

    private bool IsMeasuring
    {
        get
        {
            lock (_gate)
                return _open.Exists(static request => request.IsMeasured);
        }
    }

    private Task Settled()
    {
        lock (_gate)
        {
            if (_open.Count == 0)
                return Task.CompletedTask;
            return (_settled = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
