using GroupChat.Gateway.Accounts;
using GroupChat.Gateway.Identities;
using GroupChat.Gateway.Keys;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace GroupChat.Gateway.Sessions;

/// <summary>Sessions, keys, accounts, identities and with them the identity of callers: their services, their store and the key ring of tokens.</summary>
internal static class SessionsModule
{
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSettings<SessionOptions>("Sessions");
        services.AddStorageSettings();
        services.AddSingleton<SessionDatabase>();
        services.AddSingleton<SqlSessionStore>();
        services.AddSingleton<ISessionStore>(provider => provider.GetRequiredService<SqlSessionStore>()).AddOpenAtStart<ISessionStore>();
        services.AddSingleton<IExpiringStore>(provider => provider.GetRequiredService<SqlSessionStore>());
        services.AddSingleton(provider => new SessionCache(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SessionDatabase>().IsShared));
        services.AddSingleton<ICredentialCache>(provider => provider.GetRequiredService<SessionCache>());
        services.AddSingleton<IEndLog, SqlEndLog>();
        services.AddSingleton<CredentialWatch>();
        services.AddSingleton<ICallerWatch>(provider => provider.GetRequiredService<CredentialWatch>());
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<ICredentialEnds>(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddSingleton<SessionAuthenticator>();
        services.AddSingleton<ICallerAuthenticator, GatewayAuthenticator>();
        services.AddSingleton<SessionRpc>();
        services.AddSingleton<SessionUses>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionUses>());
        services.AddHostedService<EndFollower>();
        services.AddHostedService<ExpirySweep>();
        services.AddSingleton<SqlKeyRing>();
        services.AddDataProtection().SetApplicationName("GroupChat");
        services.AddOptions<KeyManagementOptions>().Configure<SqlKeyRing>((options, ring) => options.XmlRepository = ring);
        return services.AddKeys().AddAccounts().AddIdentities();
    }

    public static void MapSessions(this WebApplication app)
    {
        app.MapGroupChatService<SessionRpc>();
        app.MapKeys();
        app.MapAccounts();
        app.MapIdentities();
    }
}
