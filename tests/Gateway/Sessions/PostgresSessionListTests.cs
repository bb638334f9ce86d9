using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>What ends on one server ends on all that share the database.</summary>
public sealed class PostgresSessionListTests() : SessionListContract(async () => await (await PostgresServer.Shared).CreateDatabaseAsync())
{
    [Fact]
    public async Task Stay_OfASessionRevokedAtAnotherServer_Ends()
    {
        var (one, other) = (Build(), Build(Open()));
        var issued = await one.Sessions.CreateAsync("Ada", "", default).Within();
        var kept = await one.Sessions.CreateAsync("Bob", "", default).Within();
        using var stay = await BeginAsync(one, issued);
        using var keptStay = await BeginAsync(one, kept);
        await one.Follower.StartAsync(default).Within();

        await other.Sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default).Within();

        await EndsAsync(stay);
        await one.Follower.StopAsync(default).Within();
        await FailsAsync("SESSION_REVOKED", () => one.Sessions.GetAsync(issued.Session.SessionId, default).AsTask());
        Assert.False(keptStay.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Ends_OfManyServersAtOnce_AreNumberedWithoutAGap()
    {
        var servers = Enumerable.Range(0, 3).Select(_ => Build(Open())).ToList();
        var issued = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => servers[i % 3].Sessions.CreateAsync("Ada", "", default))).Within();

        await Task.WhenAll(issued.Select((session, i) =>
            servers[(i + 1) % 3].Sessions.RevokeAsync(session.Session.SessionId, session.Session.UserId, default))).Within();

        var ends = await servers[0].Ends.AfterAsync(0, default).Within();
        Assert.Equal(Enumerable.Range(1, 30).Select(number => (long)number), ends.Select(end => end.Number));
        Assert.Equal(issued.Select(session => session.Session.SessionId).Order(), ends.Select(end => end.CredentialId).Order());
    }
}
