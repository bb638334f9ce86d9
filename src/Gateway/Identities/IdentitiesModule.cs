using GroupChat.Gateway.Identities.Storage;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;

namespace GroupChat.Gateway.Identities;

/// <summary>Signing in by a provider: IdentityService, the pages a browser passes through, and the providers. Needs sessions and accounts.</summary>
internal static class IdentitiesModule
{
    public static IServiceCollection AddIdentities(this IServiceCollection services)
    {
        services.AddSettings<SignInOptions>("SignIn");
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<IdentityProviders>();
        services.AddSingleton<SqlIdentityStore>();
        services.AddSingleton<IIdentityStore>(provider => provider.GetRequiredService<SqlIdentityStore>());
        services.AddSingleton<IExpiringStore>(provider => provider.GetRequiredService<SqlIdentityStore>());
        services.AddSingleton<SignInSeal>();
        services.AddSingleton<IdentityDesk>();
        services.AddSingleton<SignInPages>();
        return services.AddSingleton<IdentityRpc>();
    }

    public static void MapIdentities(this WebApplication app)
    {
        app.MapGroupChatService<IdentityRpc>();
        SignInPages.Map(app);
    }
}
