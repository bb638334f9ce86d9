using GroupChat.Gateway.Accounts;
using GroupChat.Gateway.Accounts.Storage;
using GroupChat.Gateway.Keys;
using GroupChat.Gateway.Keys.Storage;
using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Sessions.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>What one server has of sessions, over a database that it may share with others.</summary>
internal sealed class SessionServer
{
    public SessionServer(SessionDatabase database, TimeProvider time)
    {
        var ring = new SqlKeyRing(database);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("GroupChat");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = ring);
        var protection = services.BuildServiceProvider();
        Ring = protection.GetRequiredService<IKeyManager>();
        Tokens = new(protection.GetRequiredService<IDataProtectionProvider>(), time);
        Store = new(database);
        var cache = new SessionCache(time, database.IsShared);
        var keyCache = new ApiKeyCache(time, database.IsShared);
        Watch = new([cache, keyCache]);
        Sessions = new(Store, Tokens, cache, Watch, time, Options.Create(new SessionOptions()));
        Uses = new(Store, time);
        Authenticator = new(Sessions, Tokens, Uses, time);
        Ends = new(database);
        KeyUses = new(KeyStore = new(database), time);
        Keys = new(KeyStore, keyCache, Watch, time);
        KeyAuthenticator = new(Keys, KeyUses, time);
        var accounts = new AccountOptions { PasswordRounds = 1000 };
        AccountStore = new(database);
        Accounts = new(AccountStore, new(accounts), new(time), Sessions, accounts, time);
        Follower = new(Ends, [Sessions, Keys], Watch, time, NullLogger<EndFollower>.Instance);
    }

    public IKeyManager Ring { get; }

    public SessionTokens Tokens { get; }

    public SqlSessionStore Store { get; }

    public CredentialWatch Watch { get; }

    public SessionRegistry Sessions { get; }

    public SqlEndLog Ends { get; }

    public SessionUses Uses { get; }

    public SessionAuthenticator Authenticator { get; }

    public SqlApiKeyStore KeyStore { get; }

    public ApiKeyUses KeyUses { get; }

    public ApiKeyRegistry Keys { get; }

    public ApiKeyAuthenticator KeyAuthenticator { get; }

    public SqlAccountStore AccountStore { get; }

    public AccountDesk Accounts { get; }

    public EndFollower Follower { get; }

    public void Deconstruct(out SessionRegistry sessions, out SessionAuthenticator authenticator) =>
        (sessions, authenticator) = (Sessions, Authenticator);
}
