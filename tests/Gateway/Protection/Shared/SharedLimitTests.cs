using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Accounts;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Protection.Shared;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Protection.Shared;

/// <summary>Two servers with one database and one Redis.</summary>
public sealed class SharedLimitTests : IAsyncLifetime
{
    private const int Burst = 6;
    private RedisServer _redis = null!;
    private string _postgres = "";

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _postgres = await (await PostgresServer.Shared).CreateDatabaseAsync();
    }

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Calls_AtTwoServers_CountTogetherAndApartWhileRedisIsAway()
    {
        await using var one = await StartAsync(("Limits:Caller:Burst", $"{Burst}"), ("Limits:Caller:PerSecond", "0.001"));
        await using var two = await StartAsync(("Limits:Caller:Burst", $"{Burst}"), ("Limits:Caller:PerSecond", "0.001"));
        var (first, second) = await SessionAsync(one, two);

        var reasons = new List<string>();
        for (var i = 0; i < Burst; i++)
            reasons.AddRange([await CallAsync(first), await CallAsync(second)]);
        await _redis.KillAsync();
        await Eventually.TrueAsync(() => !Buckets(one).IsReached);
        var alone = new List<string>();
        for (var i = 0; i < Burst + 2; i++)
            alone.Add(await CallAsync(first));
        await _redis.RestartAsync();
        await Eventually.TrueAsync(() => Buckets(one).IsReached);

        Assert.Equal([.. Enumerable.Repeat("", Burst), .. Enumerable.Repeat("caller", Burst)], reasons);
        Assert.Equal([.. Enumerable.Repeat("", Burst), "caller", "caller"], alone);
        Assert.Equal("", await CallAsync(first)); // Redis has forgotten: it keeps nothing on a disk
    }

    [Fact]
    public async Task Guesses_AtOneServer_StopTheAddressAtTheOtherToo()
    {
        await using var one = await StartAsync(("Limits:Address:PerSecond", "0.001"), ("Limits:RefusalCost", "1000"));
        await using var two = await StartAsync(("Limits:Address:PerSecond", "0.001"), ("Limits:RefusalCost", "1000"));
        var (_, second) = await SessionAsync(one, two);

        Assert.Equal("TOKEN_INVALID", await CallAsync(one.WithToken<SessionService.SessionServiceClient>("guess")));

        await Eventually.TrueAsync(async () => await CallAsync(second) == "address");
    }

    [Fact]
    public async Task Passwords_GuessedAtTwoServers_CountTogether()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await SessionAsync(one, two);
        SignInThrottle first = new(TimeProvider.System, Buckets(one)), second = new(TimeProvider.System, Buckets(two));
        for (var i = 0; i < 8; i++)
        {
            await first.BeginAsync("ada", "192.0.2.1").Within();
            await first.SucceededAsync("ada", "192.0.2.1").Within();
        }

        var tries = 0;
        for (; tries < 20 && await MayTryAsync(tries % 2 == 0 ? first : second); tries++)
        {
        }

        Assert.Equal(5, tries);
        await second.BeginAsync("bob", "192.0.2.1").Within();
    }

    private static async Task<bool> MayTryAsync(SignInThrottle throttle)
    {
        try
        {
            await throttle.BeginAsync("ada", "192.0.2.1").Within();
            return true;
        }
        catch (DomainError error)
        {
            Assert.Equal("SIGN_IN_THROTTLED", error.Reason);
            return false;
        }
    }

    private static ISharedBuckets Buckets(TestNode node) => node.Services.GetRequiredService<ISharedBuckets>();

    /// <summary>The limit that was hit, or the reason; empty when the call was answered.</summary>
    private static async Task<string> CallAsync(SessionService.SessionServiceClient client)
    {
        try
        {
            await client.GetSessionAsync(new()).ResponseAsync.Within();
            return "";
        }
        catch (RpcException error)
        {
            var refused = error.ToDomainError();
            return refused.Metadata.GetValueOrDefault("limit", refused.Reason);
        }
    }

    private static async Task<(SessionService.SessionServiceClient First, SessionService.SessionServiceClient Second)> SessionAsync(TestNode one, TestNode two)
    {
        await Eventually.TrueAsync(() => Buckets(one).IsReached && Buckets(two).IsReached);
        var made = await one.Client<SessionService.SessionServiceClient>().CreateSessionAsync(new() { DisplayName = "Ada" }).ResponseAsync.Within();
        var token = made.Credentials.AccessToken;
        return (one.WithToken<SessionService.SessionServiceClient>(token), two.WithToken<SessionService.SessionServiceClient>(token));
    }

    private Task<TestNode> StartAsync(params (string Key, string Value)[] settings) => TestNode.StartAsync(
        builder =>
        {
            (string, string)[] own =
            [
                ("Limits:ExemptLoopback", "false"), ("Limits:RedisTimeoutMilliseconds", "60000"), ("Storage:Postgres", _postgres),
                ("Redis:Configuration", _redis.Configuration),
            ];
            foreach (var (key, value) in own.Concat(settings))
                builder.Configuration[key] = value;
            builder.Services.AddDataFolder();
            builder.Services.AddProtection();
            builder.Services.AddSessions();
            builder.Services.AddSharedLimits(builder.Configuration);
        },
        app => app.MapSessions());
}
