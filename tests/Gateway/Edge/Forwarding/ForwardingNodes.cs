using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Gateway.Edge.Forwarding;
using GroupChat.Gateway.Protection;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>A gateway's front that has ChatService and DocumentService elsewhere, at addresses that a test chooses.</summary>
internal static class ForwardingNodes
{
    public static Task<TestNode> FrontAsync(string addresses, Action<WebApplicationBuilder>? add = null) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Services:Chat:Address"] = addresses;
            builder.Configuration["Services:Documents:Address"] = addresses;
            add?.Invoke(builder);
            builder.Services.AddProtection();
            builder.Services.AddForwarding();
        },
        app =>
        {
            app.MapGroupChatService<ScriptedChat>();
            app.MapGroupChatService<ScriptedDocuments>();
        });

    public static ChatService.ChatServiceClient Chat(this TestNode node) => node.Client<ChatService.ChatServiceClient>("alice");

    public static DocumentService.DocumentServiceClient Documents(this TestNode node) => node.Client<DocumentService.DocumentServiceClient>("alice");

    /// <summary>Until the front has heard that the service serves, or that it does not.</summary>
    public static Task UntilAsync(this TestNode front, HealthState state)
    {
        var health = front.Services.GetRequiredService<HealthRegistry>();
        return Eventually.TrueAsync(() => health.All[ChatService.Descriptor.FullName] == state);
    }
}
