using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// The addresses of one service as they are now. Calls go round those that serve; names are asked for again every few seconds, and
/// an address that is gone gets no new calls while those it has go on.
/// </summary>
internal sealed partial class EndpointSet(
    string place, AddressBook addresses, OutgoingConnections connections, TimeProvider time, ILogger logger)
    : IDisposable
{
    public static readonly TimeSpan ResolveAgain = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _resolved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Uri, EndpointWatch> _watched = [];
    private volatile Endpoint[] _endpoints = [];
    private IReadOnlyList<Endpoint> _leaving = [];
    private uint _next;

    public string Place => place;

    public bool IsServing => _endpoints.Any(endpoint => endpoint.Health == EndpointHealth.Serving && !endpoint.IsOpen);

    /// <summary>Something is known now that was not known before; <see cref="IsServing"/> may be another.</summary>
    public event Action? Changed;

    /// <summary>
    /// Where a call may go: those that serve, each time beginning with another; without any, those that could be back. Empty when
    /// each says that it does not serve.
    /// </summary>
    public async ValueTask<IReadOnlyList<Endpoint>> OrderAsync(CancellationToken cancellationToken)
    {
        if (!_resolved.Task.IsCompleted)
            await _resolved.Task.WaitAsync(cancellationToken);
        var all = _endpoints;
        if (all.Length == 1)
            return all[0].IsServing || all[0].MayBeBack ? all : [];
        var serving = all.Where(endpoint => endpoint.IsServing).ToArray();
        var turn = serving.Length > 0 ? serving : [.. all.Where(endpoint => endpoint.MayBeBack)];
        var first = turn.Length == 0 ? 0 : (int)(Interlocked.Increment(ref _next) % (uint)turn.Length);
        return [.. turn[first..], .. turn[..first]];
    }

    /// <summary>Keeps the set up to date until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await RefreshAsync(stopping);
            while (addresses.HasNames)
            {
                await Task.Delay(ResolveAgain, time, stopping);
                await RefreshAsync(stopping);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(_watched.Values.Select(watch => watch.DisposeAsync().AsTask()));
        }
    }

    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Concat(_leaving))
            endpoint.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // Whoever had chosen one of them has long since sent its call.
        foreach (var endpoint in _leaving)
            endpoint.Dispose();
        _leaving = [];
        if (await addresses.LookUpAsync(cancellationToken) is { } found)
        {
            var known = _endpoints;
            var gone = known.ExceptBy(found.Select(address => address.Uri), endpoint => endpoint.Address).ToList();
            _endpoints = [.. known.Except(gone), .. found.ExceptBy(known.Select(endpoint => endpoint.Address), address => address.Uri).Select(Add)];
            _leaving = gone;
            foreach (var endpoint in gone)
                await ForgetAsync(endpoint);
            if (gone.Count > 0)
                Changed?.Invoke();
        }

        _resolved.TrySetResult();
    }

    private Endpoint Add(EndpointAddress address)
    {
        var endpoint = new Endpoint(address.Uri, connections.Open(address), time, Tell);
        _watched[address.Uri] = EndpointWatch.Start(endpoint, time);
        return endpoint;
    }

    private void Tell(Endpoint endpoint)
    {
        if (endpoint.Health is EndpointHealth.Serving)
            Serves(place, endpoint.Address);
        else
            ServesNoLonger(place, endpoint.Address, endpoint.Health);
        Changed?.Invoke();
    }

    private async Task ForgetAsync(Endpoint endpoint)
    {
        if (_watched.Remove(endpoint.Address, out var watch))
            await watch.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Place} at {Address} serves")]
    private partial void Serves(string place, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Place} at {Address} does not serve: {Health}")]
    private partial void ServesNoLonger(string place, Uri address, EndpointHealth health);
}
