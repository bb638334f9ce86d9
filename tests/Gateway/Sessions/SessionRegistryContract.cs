using GroupChat.Gateway.Sessions;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>Sessions on a real database, with the clock moved by hand.</summary>
public abstract class SessionRegistryContract : SessionTest
{
    private protected SessionRegistryContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task Create_ValidName_IsCallerUnderThatName()
    {
        var (sessions, authenticator) = Build();

        var issued = await sessions.CreateAsync("  Ada  ", "", default);
        var caller = await authenticator.AuthenticateAsync(issued.AccessToken, default);

        Assert.Equal(("Ada", issued.Session.UserId, issued.Session.SessionId), (caller.DisplayName, caller.UserId, caller.SessionId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u001b[31m")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Create_BadName_IsInvalidRequest(string name) =>
        Assert.Equal("display_name", (await FailsAsync("INVALID_REQUEST", () => Build().Sessions.CreateAsync(name, "", default))).Violations.Single().Field);

    [Fact]
    public async Task Authenticate_AfterRestart_StillKnowsToken()
    {
        var issued = await Build().Sessions.CreateAsync("Ada", "", default);
        Reopen();

        var caller = await Build().Authenticator.AuthenticateAsync(issued.AccessToken, default);

        Assert.Equal(issued.Session.UserId, caller.UserId);
    }

    [Fact]
    public async Task Authenticate_AfterTheRingGotANewKey_StillKnowsTokensOfTheOneBefore()
    {
        var server = Build();
        var before = await server.Sessions.CreateAsync("Ada", "", default);
        var same = await server.Sessions.CreateAsync("Ada", "", default);
        var now = TimeProvider.System.GetUtcNow();

        server.Ring.CreateNewKey(now, now.AddDays(90));
        Reopen();
        var later = Build();
        var after = await later.Sessions.CreateAsync("Bob", "", default);

        Assert.Equal(2, later.Ring.GetAllKeys().Count);
        Assert.Equal(KeyOf(before.AccessToken), KeyOf(same.AccessToken));
        Assert.NotEqual(KeyOf(before.AccessToken), KeyOf(after.AccessToken));
        Assert.Equal("Ada", (await later.Authenticator.AuthenticateAsync(before.AccessToken, default)).DisplayName);
        Assert.Equal("Bob", (await later.Authenticator.AuthenticateAsync(after.AccessToken, default)).DisplayName);
        Assert.Equal(before.Session.UserId, (await later.Sessions.RefreshAsync(before.RefreshToken, default)).Session.UserId);
    }

    [Fact]
    public async Task Authenticate_AfterFifteenMinutes_IsTokenExpired()
    {
        var (sessions, authenticator) = Build();
        var issued = await sessions.CreateAsync("Ada", "", default);
        await authenticator.AuthenticateAsync(issued.AccessToken, default);

        Time.Advance(TimeSpan.FromMinutes(15));

        await FailsAsync("TOKEN_EXPIRED", () => authenticator.AuthenticateAsync(issued.AccessToken, default).AsTask());
    }

    [Fact]
    public async Task Authenticate_ForeignTokens_IsTokenInvalid()
    {
        var (sessions, authenticator) = Build();
        var issued = await sessions.CreateAsync("Ada", "", default);

        foreach (var token in (string[])["", "x", issued.RefreshToken, issued.AccessToken[..^1], issued.AccessToken + "A", new('a', 5000)])
            await FailsAsync("TOKEN_INVALID", () => authenticator.AuthenticateAsync(token, default).AsTask());
        await FailsAsync("TOKEN_INVALID", () => sessions.RefreshAsync(issued.AccessToken, default));
    }

    [Fact]
    public async Task Refresh_ValidToken_KeepsUserAndRotates()
    {
        var (sessions, authenticator) = Build();
        var first = await sessions.CreateAsync("Ada", "", default);
        Time.Advance(TimeSpan.FromDays(29));

        var second = await sessions.RefreshAsync(first.RefreshToken, default);

        Assert.Equal(first.Session.UserId, (await authenticator.AuthenticateAsync(second.AccessToken, default)).UserId);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(Time.GetUtcNow().AddDays(30), second.Session.ExpireTime);
    }

    [Fact]
    public async Task Refresh_RepeatedWithinGrace_GivesFreshCredentials()
    {
        var (sessions, _) = Build();
        var first = await sessions.CreateAsync("Ada", "", default);
        await sessions.RefreshAsync(first.RefreshToken, default);
        Time.Advance(TimeSpan.FromSeconds(59));

        var again = await sessions.RefreshAsync(first.RefreshToken, default);

        Assert.False(again.Session.Revoked);
        await sessions.RefreshAsync(again.RefreshToken, default);
    }

    [Fact]
    public async Task Refresh_RepeatedAgainAndAgainWithinGrace_KeepsTheSession()
    {
        var (sessions, _) = Build();
        var first = await sessions.CreateAsync("Ada", "", default);
        for (var i = 0; i < 4; i++)
            await sessions.RefreshAsync(first.RefreshToken, default);
        var last = await sessions.RefreshAsync(first.RefreshToken, default);
        Time.Advance(TimeSpan.FromSeconds(61));

        await sessions.RefreshAsync(last.RefreshToken, default);
    }

    [Fact]
    public void Cache_HearingOfARefreshAfterTheEnd_StillKnowsTheEnd()
    {
        var cache = new SessionCache(Time, isShared: true);
        var refreshed = new SessionRecord("s", "u", "Ada", Time.GetUtcNow(), Time.GetUtcNow(), 2, Time.GetUtcNow(), Revoked: false);
        cache.PutChanged(refreshed with { Revoked = true });
        cache.PutChanged(refreshed);
        Assert.True(cache.Find("s")!.Revoked);
    }

    [Fact]
    public async Task Refresh_ReusedLater_RevokesTheSession()
    {
        var (sessions, authenticator) = Build();
        var first = await sessions.CreateAsync("Ada", "", default);
        var second = await sessions.RefreshAsync(first.RefreshToken, default);
        Time.Advance(TimeSpan.FromSeconds(61));

        await FailsAsync("SESSION_REVOKED", () => sessions.RefreshAsync(first.RefreshToken, default));

        await FailsAsync("SESSION_REVOKED", () => authenticator.AuthenticateAsync(second.AccessToken, default).AsTask());
        await FailsAsync("SESSION_REVOKED", () => sessions.RefreshAsync(second.RefreshToken, default));
    }

    [Fact]
    public async Task Refresh_AfterThirtyDays_IsTokenExpired()
    {
        var (sessions, _) = Build();
        var issued = await sessions.CreateAsync("Ada", "", default);
        Time.Advance(TimeSpan.FromDays(30));

        await FailsAsync("TOKEN_EXPIRED", () => sessions.RefreshAsync(issued.RefreshToken, default));
    }

    [Fact]
    public async Task Revoke_LiveSession_EndsItsTokensAtOnce()
    {
        var (sessions, authenticator) = Build();
        var issued = await sessions.CreateAsync("Ada", "", default);
        await authenticator.AuthenticateAsync(issued.AccessToken, default);

        await sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default);
        await sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default);

        await FailsAsync("SESSION_REVOKED", () => authenticator.AuthenticateAsync(issued.AccessToken, default).AsTask());
    }

    // Four bytes that are always the same, and the sixteen of the key's id.
    private static string KeyOf(string token) => token[..26];
}
