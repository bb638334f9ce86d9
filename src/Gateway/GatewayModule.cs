using GroupChat.Agents;
using GroupChat.Chat;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Documents;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Edge.Forwarding;
using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Pages;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.Vectors;

namespace GroupChat.Gateway;

/// <summary>
/// The whole system in one process: every service, and the sessions that tell them who calls, and the edge that speaks every protocol.
/// Of a service that runs elsewhere, the way to it.
/// </summary>
public static class GatewayModule
{
    /// <summary>Registers every service.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddGroupChatGrpc();
        builder.Services.AddEdge();
        builder.Services.AddProtection();
        builder.Services.AddSessions();
        builder.Services.AddSharedLimits(builder.Configuration);
        builder.Services.AddServiceClient<AgentService.AgentServiceClient>();
        builder.Services.AddForwarding();
        builder.AddUnlessElsewhere(ServicePlaces.Chat, static builder => builder.AddChat());
        builder.AddUnlessElsewhere(ServicePlaces.Vectors, static builder => builder.AddVectors());
        builder.AddUnlessElsewhere(ServicePlaces.Documents, static builder => builder.AddDocuments());
        builder.AddUnlessElsewhere(ServicePlaces.Agents, static builder => builder.AddAgents());
        builder.Services.AddHostedService<Banner>();
    }

    /// <summary>Maps every service, here or elsewhere, health and reflection.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseEdge();
        app.MapSessions();
        app.MapChat();
        app.MapVectors();
        app.MapDocuments();
        app.MapAgents();
        app.MapJson();
        app.MapWebPage();
        app.MapGroupChatProbes();
    }

    private static void AddUnlessElsewhere(this WebApplicationBuilder builder, string place, Action<WebApplicationBuilder> add)
    {
        if (!builder.Configuration.IsElsewhere(place))
            add(builder);
    }
}
