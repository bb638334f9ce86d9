using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Health;

/// <summary>
/// The state of every mapped service, from which all probes are answered. A service serves once the host has started, and
/// drains when it stops; in between, a module that is not ready, or no longer, reports it.
/// </summary>
public sealed class HealthRegistry
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, HealthState?> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _elsewhere = new(StringComparer.Ordinal);
    private readonly IHostApplicationLifetime _host;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>For the container.</summary>
    public HealthRegistry(IHostApplicationLifetime host)
    {
        _host = host;
        host.ApplicationStarted.Register(SignalChange);
        host.ApplicationStopping.Register(SignalChange);
    }

    /// <summary>A module's word on its service; null goes back to the default.</summary>
    /// <param name="service">Full name in the contract: <c>groupchat.document.v1.DocumentService</c>.</param>
    /// <param name="state">From now on.</param>
    public void Report(string service, HealthState? state)
    {
        lock (_lock)
            _reported[service] = state;
        SignalChange();
    }

    /// <summary>The state of every service, by name.</summary>
    public IReadOnlyDictionary<string, HealthState> All
    {
        get
        {
            lock (_lock)
                return _reported.ToDictionary(pair => pair.Key, pair => Effective(pair.Value));
        }
    }

    /// <summary>
    /// The whole host: serving when every service that runs in it is. Of one that is elsewhere it says only under its own name: a host
    /// would else be taken out of use for what others lack.
    /// </summary>
    public HealthState Overall
    {
        get
        {
            lock (_lock)
            {
                return _reported.Where(pair => !_elsewhere.Contains(pair.Key)).Select(pair => Effective(pair.Value))
                    .FirstOrDefault(state => state != HealthState.Serving, Effective(null));
            }
        }
    }

    internal void Register(string service)
    {
        lock (_lock)
            _reported.TryAdd(service, null);
    }

    /// <summary>A service that this host has only the way to; starting until something is heard of it.</summary>
    internal void RegisterElsewhere(string service)
    {
        lock (_lock)
        {
            _elsewhere.Add(service);
            _reported.TryAdd(service, HealthState.Starting);
        }
    }

    /// <summary>One service's state, or for "" the host's; null when there is no such service.</summary>
    internal HealthState? Find(string service)
    {
        if (service.Length == 0)
            return Overall;
        lock (_lock)
            return _reported.TryGetValue(service, out var reported) ? Effective(reported) : null;
    }

    /// <summary>The state now, and then each time it is another; brief states may be left out. Ends when the host stops.</summary>
    internal async IAsyncEnumerable<HealthState?> WatchAsync(string service, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (first, last) = (true, default(HealthState?)); ; first = false)
        {
            var changed = Volatile.Read(ref _changed);
            var state = Find(service);
            if (first || state != last)
                yield return last = state;
            if (_host.ApplicationStopping.IsCancellationRequested)
                yield break;
            await changed.Task.WaitAsync(cancellationToken);
        }
    }

    private HealthState Effective(HealthState? reported)
    {
        if (_host.ApplicationStopping.IsCancellationRequested)
            return HealthState.Draining;
        return reported ?? (_host.ApplicationStarted.IsCancellationRequested ? HealthState.Serving : HealthState.Starting);
    }

    private void SignalChange() => Interlocked.Exchange(ref _changed, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
