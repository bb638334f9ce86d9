using GroupChat.Gateway.Keys;
using GroupChat.Gateway.Keys.Storage;
using GroupChat.Gateway.Tests.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Keys;

/// <summary>Keys on a real database, with the clock moved by hand.</summary>
public abstract class ApiKeyContract : SessionTest
{
    private static readonly Caller Ada = Caller.User("ada", "Ada", "s");
    private static readonly Caller Root = Ada with { Role = PlatformRole.Admin };

    private protected ApiKeyContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task Create_Bot_IsAUserOfItsOwnWithItsScopes()
    {
        var server = Build();

        var (key, secret) = await CreateAsync(server);
        var caller = await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within();

        Assert.StartsWith($"gck_{key.KeyId}_", secret, StringComparison.Ordinal);
        Assert.Equal((CallerKind.User, key.UserId, "Reporter", key.KeyId), (caller.Kind, caller.UserId, caller.DisplayName, caller.KeyId));
        Assert.True(caller.Scopes!.Allows(new("chat", IsRead: true)));
        Assert.False(caller.Scopes.Allows(new("chat", IsRead: false)));
        Assert.NotEqual(Ada.UserId, caller.UserId);
    }

    [Fact]
    public async Task Create_AnotherKeyForABot_IsTheSameUser()
    {
        var server = Build();
        var (first, _) = await CreateAsync(server);

        var (_, secret) = await server.Keys.CreateAsync(Wish with { UserId = first.UserId }, Ada, default).Within();

        Assert.Equal(first.UserId, (await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within()).UserId);
        await FailsAsync("BOT_NOT_FOUND", () => server.Keys.CreateAsync(Wish with { UserId = first.UserId }, Caller.User("eve", "Eve", "e"), default));
        await FailsAsync("BOT_NOT_FOUND", () => server.Keys.CreateAsync(Wish with { UserId = Ada.UserId }, Ada, default));
    }

    [Fact]
    public async Task Create_Service_NeedsAnAdmin()
    {
        var server = Build();
        var wish = Wish with { Kind = ApiKeyKind.Service };
        await FailsAsync("ADMIN_REQUIRED", () => server.Keys.CreateAsync(wish, Ada, default));

        var (_, secret) = await server.Keys.CreateAsync(wish, Root, default).Within();

        Assert.Equal(CallerKind.Service, (await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within()).Kind);
    }

    [Theory]
    [InlineData("", "chat.read", 1, "display_name")]
    [InlineData("a\u0007", "chat.read", 1, "display_name")]
    [InlineData("a", "session.write", 1, "scopes")]
    [InlineData("a", "chat.READ", 1, "scopes")]
    [InlineData("a", "", 1, "scopes")]
    [InlineData("a", "chat.read", 0, "expire_time")]
    [InlineData("a", "chat.read", 4000, "expire_time")]
    public async Task Create_BadWish_IsInvalidRequest(string name, string scope, int days, string field)
    {
        var wish = new ApiKeyWish(name, ApiKeyKind.Bot, [scope], Time.GetUtcNow().AddDays(days));

        var error = await FailsAsync("INVALID_REQUEST", () => Build().Keys.CreateAsync(wish, Ada, default));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task Create_BeyondTheLimit_IsRefusedUntilOneEnds()
    {
        var server = Build();
        var keys = await Task.WhenAll(Enumerable.Range(0, ApiKeyRegistry.Most).Select(_ => CreateAsync(server))).Within();
        await FailsAsync("TOO_MANY_API_KEYS", () => CreateAsync(server));

        await server.Keys.RevokeAsync(keys[0].Key.KeyId, Ada.UserId, default).Within();

        await CreateAsync(server);
    }

    [Fact]
    public async Task Create_AtTwoServersAtOnce_NeverMakesMoreThanTheLimit()
    {
        var one = Build();
        var two = IsShared ? Build(Open()) : one;
        for (var i = 0; i < ApiKeyRegistry.Most - 2; i++)
            await CreateAsync(one);

        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try
            {
                await (i % 2 == 0 ? one : two).Keys.CreateAsync(Wish, Ada, default);
                return true;
            }
            catch (DomainError error) when (error.Reason == "TOO_MANY_API_KEYS")
            {
                return false;
            }
        })).Within();

        Assert.Equal(2, made.Count(isMade => isMade));
    }

    [Fact]
    public async Task Sweep_LongAfterTheEnd_RemovesTheKeyAndItsBotWithTheLastOne()
    {
        var server = Build();
        var (revoked, _) = await CreateAsync(server);
        var (expired, secret) = await CreateAsync(server);
        await server.Keys.RevokeAsync(revoked.KeyId, Ada.UserId, default).Within();
        Time.Advance(SqlApiKeyStore.Kept);
        var early = await server.KeyStore.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();
        Time.Advance(TimeSpan.FromSeconds(1));
        var first = await server.KeyStore.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();
        await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within();
        Time.Advance(TimeSpan.FromDays(365));

        var second = await server.KeyStore.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();

        Assert.Equal((0, 1, 1), (early, first, second));
        await FailsAsync("TOKEN_INVALID", () => Build().KeyAuthenticator.AuthenticateAsync(secret, default).AsTask());
        await FailsAsync("BOT_NOT_FOUND", () => server.Keys.CreateAsync(Wish with { UserId = expired.UserId }, Ada, default));
    }

    [Fact]
    public async Task Authenticate_WhatIsNoKeyOfOurs_IsTokenInvalid()
    {
        var server = Build();
        var (key, secret) = await CreateAsync(server);
        var other = (await CreateAsync(server)).Secret;

        string[] shown =
        [
            "gck_", secret[..^1], secret + "0", secret[..^64] + other[^64..], secret[..^1] + "g", $"gck_{key.KeyId}-{other[^64..]}",
            $"gck_{new string('0', 32)}_{other[^64..]}", new('g', 101),
        ];
        foreach (var token in shown)
            await FailsAsync("TOKEN_INVALID", () => server.KeyAuthenticator.AuthenticateAsync(token, default).AsTask());
    }

    [Fact]
    public async Task Authenticate_AfterItsTime_IsTokenExpired()
    {
        var server = Build();
        var (_, secret) = await CreateAsync(server);
        await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within();

        Time.Advance(TimeSpan.FromDays(365));

        await FailsAsync("TOKEN_EXPIRED", () => server.KeyAuthenticator.AuthenticateAsync(secret, default).AsTask());
        Assert.Empty(await server.Keys.ListAsync(Ada.UserId, default).Within());
    }

    [Fact]
    public async Task Revoke_LiveKey_EndsItAndItsStreamsAtOnce()
    {
        var server = Build();
        var (key, secret) = await CreateAsync(server);
        using var stay = server.Watch.Begin(await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within())!;
        await FailsAsync("API_KEY_NOT_FOUND", () => server.Keys.RevokeAsync(key.KeyId, "eve", default));

        await server.Keys.RevokeAsync(key.KeyId, Ada.UserId, default).Within();
        await server.Keys.RevokeAsync(key.KeyId, Ada.UserId, default).Within();

        Assert.True(stay.Ended.IsCancellationRequested);
        Assert.Equal("API_KEY_REVOKED", stay.Reason.Reason);
        await FailsAsync("API_KEY_REVOKED", () => server.KeyAuthenticator.AuthenticateAsync(secret, default).AsTask());
        await FailsAsync("API_KEY_REVOKED", () => Build().KeyAuthenticator.AuthenticateAsync(secret, default).AsTask());
    }

    [Fact]
    public async Task List_SeveralKeys_ShowsOnesOwnNewestFirstAndTheirUse()
    {
        var server = Build();
        var (first, secret) = await CreateAsync(server);
        Time.Advance(TimeSpan.FromMinutes(5));
        var (second, _) = await CreateAsync(server);
        await server.Keys.CreateAsync(Wish, Caller.User("eve", "Eve", "e"), default).Within();
        await server.KeyUses.StartAsync(default).Within();
        await server.KeyAuthenticator.AuthenticateAsync(secret, default).Within();
        await server.KeyUses.StopAsync(default).Within();

        var listed = await server.Keys.ListAsync(Ada.UserId, default).Within();

        Assert.Equal([second.KeyId, first.KeyId], listed.Select(key => key.KeyId));
        Assert.Equal([null, Time.GetUtcNow()], listed.Select(key => key.LastUseTime));
    }

    [Fact]
    public async Task Store_Always_HoldsNoSecret()
    {
        var server = Build();
        var (key, secret) = await CreateAsync(server);

        var stored = await server.KeyStore.FindAsync(key.KeyId, default).Within();

        Assert.NotEqual(secret[^64..], Convert.ToHexStringLower(stored!.SecretHash));
        Assert.DoesNotContain(secret[^64..], stored.ToString(), StringComparison.Ordinal);
    }

    private static ApiKeyWish Wish => new("  Reporter ", ApiKeyKind.Bot, ["chat.read"]);

    private static Task<(ApiKeyRecord Key, string Secret)> CreateAsync(SessionServer server) =>
        server.Keys.CreateAsync(Wish, Ada, default).Within();
}
