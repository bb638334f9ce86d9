using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

internal static class ScriptedNode
{
    public static Task<TestNode> StartAsync(Script script, Action<WebApplicationBuilder>? add = null) => TestNode.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(script);
            add?.Invoke(builder);
        },
        app =>
        {
            app.MapGroupChatService<ScriptedChat>();
            app.MapGroupChatService<ScriptedDocuments>();
        });
}
