namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>One use of a model.</summary>
internal sealed class EngineUse : IDisposable
{
    private readonly EngineUses _uses;
    private readonly CancellationToken _taken;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _either;

    public EngineUse(EngineUses uses, CancellationToken taken, CancellationToken caller)
    {
        (_uses, _taken, _caller) = (uses, taken, caller);
        _either = CancellationTokenSource.CreateLinkedTokenSource(taken, caller);
    }

    /// <summary>For whatever is done meanwhile.</summary>
    public CancellationToken Stop => _either.Token;

    /// <summary>The model is taken away, and the caller has not left.</summary>
    public bool IsTaken => _taken.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _uses.Leave();
    }
}
