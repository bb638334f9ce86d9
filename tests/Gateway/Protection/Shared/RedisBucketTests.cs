using GroupChat.Gateway.Protection.Shared;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Gateway.Tests.Protection.Shared;

public sealed class RedisBucketTests : BucketContract, IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private RedisServer _server = null!;
    private SessionDatabase _database = null!;
    private RedisCalls _calls = null!;
    private RedisBuckets _buckets = null!;

    public async Task InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _database = new(new DataFolder(_folder.Path), new(), NullLogger<SessionDatabase>.Instance);
        _calls = new(new() { Configuration = _server.Configuration }, _database, TimeProvider.System, NullLogger<RedisCalls>.Instance);
        _buckets = new(_calls, new() { RedisTimeoutMilliseconds = 60_000 }, TimeProvider.System);
        await _calls.StartAsync(default).Within();
        await Eventually.TrueAsync(() => _buckets.IsReached);
    }

    public async Task DisposeAsync()
    {
        await _calls.StopAsync(default).Within();
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _calls.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Take_FromSeveralOfWhichOneIsEmpty_TakesFromNoneAndNamesIt()
    {
        await DrainAsync("ada", 3);
        BucketUse[] both = [Use("bob"), Use("ada")];
        for (var i = 0; i < 10; i++)
            Assert.Equal(1, (await _buckets.TakeAsync(both).Within())!.Value.Refused);

        Assert.Null(await TakeAsync("bob"));
        Assert.Equal(-1, (await _buckets.TakeAsync([Use("bob"), Use("eve")]).Within())!.Value.Refused);
    }

    [Fact]
    public async Task GiveBack_AfterATake_LeavesTheBucketAsItWasAndNeverFuller()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await TakeAsync("ada"));
            await _buckets.GiveBackAsync([Use("ada")]).Within();
        }

        await _buckets.GiveBackAsync([Use("ada"), Use("bob")]).Within();

        var taken = 0;
        while (await TakeAsync("ada") is null)
            taken++;
        Assert.Equal(Slow.Burst, taken);
    }

    [Fact]
    public async Task Take_LongAfterwards_LeavesNothingBehind()
    {
        await TakeAsync("ada");

        var left = await _calls.Database!.KeyTimeToLiveAsync(_calls.Prefix + "ada").Within();

        Assert.InRange(left!.Value.TotalSeconds, 1, 102);
    }

    private protected override async Task<TimeSpan?> TakeAsync(string key) =>
        await _buckets.TakeAsync([Use(key)]).Within() is (0, var wait) ? wait : null;

    private protected override async Task DrainAsync(string key, int tokens) => Assert.NotNull(await _buckets.DrainAsync(Use(key), tokens).Within());

    private protected override async Task PassAsync(string key, TimeSpan time) =>
        await _calls.Database!.HashDecrementAsync(_calls.Prefix + key, "time", time.TotalMilliseconds).Within();

    private static BucketUse Use(string key) => new("caller", key, Slow);
}
