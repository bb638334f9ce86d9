using Google.Protobuf.Reflection;
using GroupChat.ServiceDefaults.Health;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>The ways to those services that this process calls and does not have itself.</summary>
public sealed class ServiceLinks : IDisposable
{
    private readonly Dictionary<string, EndpointSet> _sets = [];
    private readonly Dictionary<string, HttpMessageInvoker> _ways = [];
    private readonly Dictionary<string, string?> _places;
    private readonly HealthRegistry _health;

    internal ServiceLinks(
        ServicesOptions options, IEnumerable<Neighbour> neighbours, IHostNames names, OutgoingConnections connections, HealthRegistry health,
        TimeProvider time, ILogger<ServiceLinks> logger)
    {
        _health = health;
        _places = neighbours.ToDictionary(neighbour => neighbour.Contract.FullName, neighbour => neighbour.Place);
        foreach (var place in _places.Values.OfType<string>().Distinct())
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
        PlaceOf(contract) is { } place ? _ways.GetValueOrDefault(place) : null;

    /// <summary>Where a service belongs; null for those that every process has itself.</summary>
    internal string? PlaceOf(ServiceDescriptor contract) =>
        _places.TryGetValue(contract.FullName, out var place) ? place : ServicePlaces.Of(contract);

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
        var set = _sets[PlaceOf(contract)!];
        _health.RegisterElsewhere(contract.FullName);
        set.Changed += () => _health.Report(contract.FullName, set.IsServing ? HealthState.Serving : HealthState.Failing);
    }
}
