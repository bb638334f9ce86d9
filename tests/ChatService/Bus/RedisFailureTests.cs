using GroupChat.Chat.Bus;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Redis;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>A Redis that is killed, silent, late, or not for us.</summary>
public sealed class RedisFailureTests : IDisposable
{
    private readonly LogCollector _logs = new();

    [Fact]
    public async Task Redis_KilledAndRestarted_IsUsedAgainAndTheLossIsTold()
    {
        await using var server = await RedisServer.StartAsync();
        await using var a = new BusNode(RedisHouse.Make(server, _logs));
        await using var b = new BusNode(RedisHouse.Make(server, _logs));
        b.Bus.Watch(BusContract.Room);
        await TalkAsync(a, b);
        await server.KillAsync();
        await a.ConnectedAsync(false);
        await b.ConnectedAsync(false);
        var misses = b.Ears.Misses;
        PublishMany(a);
        await server.RestartAsync();
        await TalkAsync(a, b);
        Assert.True(b.Ears.Misses > misses);
    }

    [Fact]
    public async Task Redis_ThatIsSilent_IsGivenUpAndUsedAgainWhenItSpeaks()
    {
        await using var server = await RedisServer.StartAsync();
        await using var a = new BusNode(RedisHouse.Make(server, _logs));
        await using var b = new BusNode(RedisHouse.Make(server, _logs));
        b.Bus.Watch(BusContract.Room);
        await TalkAsync(a, b);
        server.Pause();
        await a.ConnectedAsync(false);
        await b.ConnectedAsync(false);
        var misses = b.Ears.Misses;
        PublishMany(a);
        server.Resume();
        await TalkAsync(a, b);
        Assert.True(b.Ears.Misses > misses);
    }

    [Fact]
    public async Task Redis_ThatStartsLater_IsFound()
    {
        await using var server = RedisServer.NotStarted();
        var bus = RedisHouse.Make(server, _logs);
        await bus.OpenAsync(CancellationToken.None).Within();
        await using var a = new BusNode(bus);
        await using var b = new BusNode(RedisHouse.Make(server, _logs));
        b.Bus.Watch(BusContract.Room);
        await server.RestartAsync();
        await TalkAsync(a, b);
    }

    [Fact]
    public async Task Redis_ThatRefusesThePassword_EndsTheStart()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "right");
        var bus = RedisHouse.Make(server, _logs, ",password=wrong");
        var error = await Assert.ThrowsAsync<StartupError>(() => bus.OpenAsync(CancellationToken.None).Within());
        Assert.Equal("Redis:Configuration", error.Setting);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
        await RedisHouse.Make(server, _logs, ",password=right").OpenAsync(CancellationToken.None).Within();
    }

    [Theory]
    [InlineData("localhost:6379,user=me")]
    [InlineData("localhost:6379,nonsense=1")]
    [InlineData("localhost:99999999")]
    [InlineData("redis://localhost")]
    [InlineData("password=secret")]
    public void Configuration_ThatCannotBeRead_IsAStartupErrorInOneLine(string configuration)
    {
        var error = Assert.Throws<StartupError>(() => RedisConfiguration.Read(configuration));
        Assert.Equal("Redis:Configuration", error.Setting);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => _logs.Dispose();

    private static Task TalkAsync(BusNode from, BusNode to)
    {
        var version = to.Ears.Notes.Count + 1L;
        return from.TellAsync(
            to,
            new BusNote.Presence(BusContract.Room, default, version, []),
            heard => heard is BusNote.Presence presence && presence.Version == version);
    }

    private static void PublishMany(BusNode node)
    {
        for (var i = 0; i < 100_000; i++)
            node.Bus.Publish(new BusNote.Asked(BusContract.Room));
    }
}
