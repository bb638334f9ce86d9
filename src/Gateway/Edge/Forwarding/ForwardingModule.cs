using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>The way to services in other processes. Needs protection.</summary>
internal static class ForwardingModule
{
    public static IServiceCollection AddForwarding(this IServiceCollection services) => services
        .AddNeighbour(ChatService.Descriptor)
        .AddNeighbour(AgentService.Descriptor)
        .AddNeighbour(DocumentService.Descriptor)
        .AddNeighbour(VectorService.Descriptor)
        .AddSingleton<ForwardTools>()
        .AddSingleton<IForwarding, Forwarding>();
}
