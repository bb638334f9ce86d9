using Google.Protobuf.Reflection;
using GroupChat.ServiceDefaults.Health;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>The ways to those services that this process calls and does not have itself.</summary>
public sealed class ServiceLinks : IDisposable
{
    private readonly Dictionary<string, EndpointSet> _sets = [];
    private readonly Dictionary<string, HttpMessageInvoker> _ways = [];
    private readonly HealthRegistry _health;

    internal ServiceLinks(
        ServicesOptions options, IEnumerable<Neighbour> neighbours, IHostNames names, OutgoingConnections connections, HealthRegistry health,
        TimeProvider time, ILogger<ServiceLinks> logger)
    {
        _health = health;
        foreach (var place in neighbours.Select(neighbour => neighbour.Place).OfType<string>().Distinct())
        {
            var addresses = ServiceAddress.ParseAll(options.Of(place).Address);
            if (addresses.Count == 0)
                continue;
            _sets[place] = new EndpointSet(place, new(place, addresses, names, logger), connections, time, logger);
            _ways[place] = new(new ServiceHandler(_sets[place]));
        }
    }

    internal IEnumerable<EndpointSet> Sets => _sets.Values;

    /// <summary>
    /// Sends calls of a service to its processes; null when it is not elsewhere. When none can be reached, for whatever reason, it fails
    /// with an <see cref="HttpRequestException"/> of <see cref="HttpRequestError.ConnectionError"/>: none of them has seen the call.
    /// </summary>
    public HttpMessageInvoker? To(ServiceDescriptor contract) =>
        ServicePlaces.Of(contract) is { } place ? _ways.GetValueOrDefault(place) : null;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var way in _ways.Values)
            way.Dispose();
        foreach (var set in _sets.Values)
            set.Dispose();
    }

    /// <summary>From now on this process's own health knows the service, and says how it is.</summary>
    internal void Report(ServiceDescriptor contract)
    {
        var set = _sets[ServicePlaces.Of(contract)!];
        _health.RegisterElsewhere(contract.FullName);
        set.Changed += () => _health.Report(contract.FullName, set.IsServing ? HealthState.Serving : HealthState.Failing);
    }
}
