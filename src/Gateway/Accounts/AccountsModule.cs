using GroupChat.Gateway.Accounts.Storage;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;

namespace GroupChat.Gateway.Accounts;

/// <summary>Accounts: AccountService and its store. Needs the sessions.</summary>
internal static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountOptions>("Accounts");
        services.AddSingleton<IAccountStore, SqlAccountStore>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<AccountRpc>();
        return services.AddHostedService<AdminAccount>();
    }

    public static void MapAccounts(this WebApplication app) => app.MapGroupChatService<AccountRpc>();
}
