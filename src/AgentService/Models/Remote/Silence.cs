namespace GroupChat.Agents.Models.Remote;

/// <summary>Waits for a server no longer than it may be silent. The next wait begins anew.</summary>
internal sealed class Silence : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _caller;

    public Silence(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _over = new CancellationTokenSource(limit, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, caller);
    }

    /// <summary>For every operation of the exchange.</summary>
    public CancellationToken Token => _both.Token;

    /// <exception cref="ModelFailure">The server was silent, unreachable, or wrote nonsense.</exception>
    public async ValueTask<T> HearAsync<T>(Func<CancellationToken, ValueTask<T>> step)
    {
        _over.CancelAfter(_limit);
        try
        {
            return await step(Token);
        }
        catch (Exception) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (Exception) when (_over.IsCancellationRequested)
        {
            throw ModelFailure.Silent();
        }
        catch (Exception error) when (ModelHttp.Meaning(error) is ModelFailure failure && failure != error)
        {
            throw failure;
        }
        finally
        {
            _over.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _both.Dispose();
        _over.Dispose();
    }
}
