using GroupChat.Gateway.Keys.Storage;
using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Keys;

/// <summary>Keys of bots and services: ApiKeyService and what knows its keys. Needs the sessions.</summary>
internal static class KeysModule
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<SqlApiKeyStore>();
        services.AddSingleton<IApiKeyStore>(provider => provider.GetRequiredService<SqlApiKeyStore>());
        services.AddSingleton<IExpiringStore>(provider => provider.GetRequiredService<SqlApiKeyStore>());
        services.AddSingleton(provider => new ApiKeyCache(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SessionDatabase>().IsShared));
        services.AddSingleton<ICredentialCache>(provider => provider.GetRequiredService<ApiKeyCache>());
        services.AddSingleton<ApiKeyRegistry>();
        services.AddSingleton<ICredentialEnds>(provider => provider.GetRequiredService<ApiKeyRegistry>());
        services.AddSingleton<ApiKeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        services.AddSingleton<ApiKeyAuthenticator>();
        services.AddSingleton<ApiKeyRpc>();
        return services;
    }

    public static void MapKeys(this WebApplication app) => app.MapGroupChatService<ApiKeyRpc>();
}
