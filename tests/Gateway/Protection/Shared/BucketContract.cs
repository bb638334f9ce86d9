using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Tests.Protection.Shared;

/// <summary>What a bucket is, wherever it is kept.</summary>
public abstract class BucketContract
{
    private protected static readonly RateOptions Slow = new() { PerSecond = 0.01, Burst = 3 };

    [Fact]
    public async Task Take_WithinTheBurst_TakesAndThenSaysHowLongToWait()
    {
        for (var i = 0; i < Slow.Burst; i++)
            Assert.Null(await TakeAsync("ada"));

        // The clock of a server goes on by itself.
        Assert.InRange((await TakeAsync("ada"))!.Value.TotalSeconds, 1, 100);
        Assert.Null(await TakeAsync("bob"));
    }

    [Fact]
    public async Task Take_AfterTheWait_TakesAgainAndNoMoreThanCameBack()
    {
        for (var i = 0; i < Slow.Burst; i++)
            await TakeAsync("ada");
        await PassAsync("ada", TimeSpan.FromSeconds(100));

        Assert.Null(await TakeAsync("ada"));
        Assert.NotNull(await TakeAsync("ada"));
    }

    [Fact]
    public async Task Take_AfterALongPause_HasNoMoreThanTheBurst()
    {
        await TakeAsync("ada");
        await PassAsync("ada", TimeSpan.FromDays(1));

        for (var i = 0; i < Slow.Burst; i++)
            Assert.Null(await TakeAsync("ada"));
        Assert.NotNull(await TakeAsync("ada"));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_GivesEachTokenOnce()
    {
        var waits = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => TakeAsync("ada"))));

        Assert.Equal(Slow.Burst, waits.Count(wait => wait is null));
    }

    [Fact]
    public async Task Drain_MoreThanThereIs_LeavesNothingAndNoDebt()
    {
        await DrainAsync("ada", 2);
        Assert.Null(await TakeAsync("ada"));
        await DrainAsync("ada", 1000);
        Assert.NotNull(await TakeAsync("ada"));
        await PassAsync("ada", TimeSpan.FromSeconds(100));

        Assert.Null(await TakeAsync("ada"));
    }

    private protected abstract Task<TimeSpan?> TakeAsync(string key);

    private protected abstract Task DrainAsync(string key, int tokens);

    /// <summary>As if so much time had passed since the bucket was last counted.</summary>
    private protected abstract Task PassAsync(string key, TimeSpan time);
}
