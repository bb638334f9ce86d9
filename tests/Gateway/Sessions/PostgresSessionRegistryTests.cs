using GroupChat.Gateway.Sessions;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>What counts on one server counts on all that share the database.</summary>
public sealed class PostgresSessionRegistryTests() : SessionRegistryContract(async () => await (await PostgresServer.Shared).CreateDatabaseAsync())
{
    [Fact]
    public async Task Token_OfOneServer_IsGoodAtAnother()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Build(Open())))).Within();
        // Each makes the first key, as far as it knows.
        var issued = await Task.WhenAll(servers.Select(server => Task.Run(() => server.Sessions.CreateAsync("Ada", "", default)))).Within();

        foreach (var (_, authenticator) in servers)
        {
            foreach (var session in issued)
                Assert.Equal(session.Session.UserId, (await authenticator.AuthenticateAsync(session.AccessToken, default)).UserId);
        }
    }

    [Fact]
    public async Task Revoke_AtAnotherServer_EndsItsTokensSoon()
    {
        var (one, other) = (Build(), Build(Open()));
        var issued = await one.Sessions.CreateAsync("Ada", "", default);
        await one.Authenticator.AuthenticateAsync(issued.AccessToken, default);

        await other.Sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default);
        Time.Advance(SessionCache.GoodFor);

        await FailsAsync("SESSION_REVOKED", () => one.Authenticator.AuthenticateAsync(issued.AccessToken, default).AsTask());
    }

    [Fact]
    public async Task Refresh_AtManyServersAtOnce_RotatesOnce()
    {
        var servers = Enumerable.Range(0, 4).Select(_ => Build(Open())).ToList();
        var first = await servers[0].Sessions.CreateAsync("Ada", "", default);

        var refreshed = await Task.WhenAll(servers.Select(server => Task.Run(() => server.Sessions.RefreshAsync(first.RefreshToken, default)))).Within();

        Assert.All(refreshed, session => Assert.Equal(2, session.Session.RefreshSerial));
    }
}
