using GroupChat.Agents;
using GroupChat.Chat;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Documents;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.Vectors;

namespace GroupChat.Gateway;

/// <summary>The whole system in one process: every service, and the sessions that tell them who calls, and the edge that speaks every protocol.</summary>
public static class GatewayModule
{
    /// <summary>Registers every service.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddGroupChatGrpc();
        builder.Services.AddEdge();
        builder.Services.AddProtection();
        builder.Services.AddSessions();
        builder.Services.AddServiceClient<AgentService.AgentServiceClient>();
        builder.AddChat();
        builder.AddVectors();
        builder.AddDocuments();
        builder.AddAgents();
        builder.Services.AddHostedService<Banner>();
    }

    /// <summary>Maps every service, health and reflection.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseEdge();
        app.MapSessions();
        app.MapChat();
        app.MapVectors();
        app.MapDocuments();
        app.MapAgents();
        app.MapJson();
        app.MapGroupChatProbes();
    }
}
