using Google.Protobuf.Reflection;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>A service that something in this process calls.</summary>
/// <param name="Contract">What it understands.</param>
/// <param name="Place">Where it belongs; null when every process has it itself.</param>
internal sealed record Neighbour(ServiceDescriptor Contract, string? Place);
