namespace GroupChat.ServiceDefaults.Workers;

/// <summary>Looks after one child from its start to its end.</summary>
internal sealed class WorkerRun(WorkerProcess process, WorkerSession session, WorkerLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the child answers.</summary>
    /// <exception cref="WorkerEnd">It ended, or takes too long.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.StartTimeout, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var ready = session.Channel.ReadyAsync(time, over.Token);
        var first = await Task.WhenAny(ready, process.Exited);
        await over.CancelAsync();
        if (first == process.Exited)
        {
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw WorkerEnd.Exited(await process.Exited);
        }
        try
        {
            await ready;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw WorkerEnd.SlowStart(limits.StartTimeout);
        }
    }

    /// <summary>Returns when the child has to end: idle, or asked to by the token.</summary>
    /// <exception cref="WorkerEnd">It ended, or went past a limit.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] watches = [EndAsync(over.Token), HealthAsync(over.Token), LookAsync(over.Token)];
        await Task.WhenAny(watches);
        await over.CancelAsync();
        await Task.WhenAll(watches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var watch in watches.Where(static watch => watch.IsFaulted))
            await watch;
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        var end = Task.WhenAny(process.Exited, session.Condemned);
        await ((Task)end).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.Exited.IsCompleted)
            throw WorkerEnd.Exited(await process.Exited);
        if (session.Condemned.IsCompleted)
            throw WorkerEnd.Condemned();
    }

    private async Task HealthAsync(CancellationToken cancellationToken)
    {
        while (await PauseAsync(limits.HealthInterval, cancellationToken))
        {
            if (await session.Channel.IsHealthyAsync(limits.HealthTimeout, time, cancellationToken))
                continue;
            // The connection ends a moment before the process has been seen to.
            await ((Task)process.Exited).WaitAsync(Look, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.Exited.IsCompleted && !cancellationToken.IsCancellationRequested)
                throw WorkerEnd.Hangs(limits.HealthTimeout);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (await PauseAsync(Look, cancellationToken))
        {
            if (limits.MemoryBytes > 0 && process.OwnMemory() is var bytes && bytes > limits.MemoryBytes)
                throw WorkerEnd.TooLarge(bytes);
            if (limits.IdleTimeout > TimeSpan.Zero && session.CloseIfIdle(limits.IdleTimeout))
                return;
        }
    }

    /// <summary>False when there is nothing more to watch.</summary>
    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
