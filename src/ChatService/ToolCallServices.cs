using GroupChat.Chat.Storage;
using GroupChat.Chat.ToolCalls;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat;

/// <summary>The services behind calls of tools.</summary>
internal static class ToolCallServices
{
    public static IServiceCollection AddToolCalls(this IServiceCollection services) => services
        .AddSingleton<IToolCallStore, SqlToolCallStore>()
        .AddSingleton<ToolCallDesk>()
        .AddSingleton<ToolCallReports>()
        .AddSingleton<ToolCallKeeper>()
        .AddHostedService(static provider => provider.GetRequiredService<ToolCallKeeper>());
}
