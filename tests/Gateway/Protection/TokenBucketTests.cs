using GroupChat.Gateway.Protection;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Protection;

public sealed class TokenBucketTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void TryTake_WithinTheBurst_TakesAndThenSaysHowLongToWait()
    {
        var bucket = new TokenBucket(new() { PerSecond = 2, Burst = 3 }, _time);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(bucket.TryTake()));

        Assert.Equal(TimeSpan.FromMilliseconds(500), bucket.TryTake());
    }

    [Fact]
    public void TryTake_AfterTheWait_TakesAgainAndNoMoreThanCameBack()
    {
        var bucket = new TokenBucket(new() { PerSecond = 2, Burst = 3 }, _time);
        while (bucket.TryTake() is null)
        {
        }

        _time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Null(bucket.TryTake());
        Assert.NotNull(bucket.TryTake());
    }

    [Fact]
    public void TryTake_AfterALongPause_HasNoMoreThanTheBurst()
    {
        var bucket = new TokenBucket(new() { PerSecond = 100, Burst = 3 }, _time);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => bucket.TryTake() is null));
    }

    [Fact]
    public async Task TryTake_ByManyAtOnce_GivesEachTokenOnce()
    {
        var bucket = new TokenBucket(new() { PerSecond = 1, Burst = 1000 }, _time);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, 400).Count(_ => bucket.TryTake() is null)))).Within();

        Assert.Equal(1000, taken.Sum());
    }

    [Fact]
    public void Buckets_OfACrowd_AreBounded()
    {
        var buckets = new TokenBuckets(new() { PerSecond = 1, Burst = 1 }, _time, most: 100);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(buckets.TryTake($"address {i}"));
            if (i % 50 == 0)
                _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(buckets.Count, 1, 101);
    }

    [Fact]
    public void Buckets_SweptAmongACrowd_KeepThoseThatWait()
    {
        var buckets = new TokenBuckets(new() { PerSecond = 0.001, Burst = 1 }, _time, most: 100);
        Assert.Null(buckets.TryTake("greedy"));
        var others = new TokenBuckets(new() { PerSecond = 1000, Burst = 1 }, _time, most: 100);
        for (var i = 0; i < 150; i++)
        {
            others.TryTake($"{i}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(buckets.TryTake("greedy"));
        Assert.InRange(others.Count, 1, 101);
    }
}
