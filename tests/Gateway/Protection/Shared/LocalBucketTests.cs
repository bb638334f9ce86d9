using GroupChat.Gateway.Protection;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Protection.Shared;

public sealed class LocalBucketTests : BucketContract
{
    private readonly ManualTimeProvider _time = new();
    private readonly TokenBuckets _buckets;

    public LocalBucketTests() => _buckets = new(Slow, _time);

    private protected override Task<TimeSpan?> TakeAsync(string key) => Task.FromResult(_buckets.TryTake(key));

    private protected override Task DrainAsync(string key, int tokens)
    {
        _buckets.Drain(key, tokens);
        return Task.CompletedTask;
    }

    private protected override Task PassAsync(string key, TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
