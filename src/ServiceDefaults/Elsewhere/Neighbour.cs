using Google.Protobuf.Reflection;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>A service that something in this process calls.</summary>
internal sealed record Neighbour(ServiceDescriptor Contract)
{
    public string? Place { get; } = ServicePlaces.Of(Contract);
}
