using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.TestSupport;

/// <summary>A node whose services do what a test's <see cref="Script"/> says.</summary>
public static class ScriptedNode
{
    /// <param name="script">What they do.</param>
    /// <param name="add">Adds what the test looks at.</param>
    /// <param name="use">Puts middleware before them.</param>
    public static Task<TestNode> StartAsync(
        Script script, Action<WebApplicationBuilder>? add = null, Action<WebApplication>? use = null) => TestNode.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(script);
            add?.Invoke(builder);
        },
        app =>
        {
            use?.Invoke(app);
            app.MapGroupChatService<ScriptedChat>();
            app.MapGroupChatService<ScriptedDocuments>();
        });
}
