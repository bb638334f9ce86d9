using System.Globalization;
using StackExchange.Redis;

namespace GroupChat.Gateway.Protection.Shared;

/// <summary>
/// Buckets in Redis: one round trip for all that a call takes. A Redis that is away or slow costs the call that finds out some
/// milliseconds, and then nothing for a second: nobody is refused or let through because of it.
/// </summary>
internal sealed class RedisBuckets(RedisCalls redis, LimitOptions options, TimeProvider time) : ISharedBuckets
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private long _failed;

    public bool IsReached => redis.Database is not null && !IsResting;

    private bool IsResting => Volatile.Read(ref _failed) is > 0 and var failed && time.GetElapsedTime(failed) < Rest;

    public async Task<(int Refused, TimeSpan Wait)?> TakeAsync(IReadOnlyList<BucketUse> uses)
    {
        var (keys, arguments) = Written(uses);
        return await EvaluateAsync(BucketScripts.Take, keys, arguments) is { } answer ? ((int Refused, TimeSpan Wait)?)Read((long[])answer!) : null;
    }

    public async Task GiveBackAsync(IReadOnlyList<BucketUse> uses)
    {
        var (keys, arguments) = Written(uses);
        await EvaluateAsync(BucketScripts.GiveBack, keys, arguments);
    }

    public async Task<bool?> DrainAsync(BucketUse use, int tokens)
    {
        var answer = await EvaluateAsync(BucketScripts.Drain, [redis.Prefix + use.Key], [PerMillisecond(use.Rate), use.Rate.Burst, tokens]);
        return answer is null ? null : (long)answer == 1;
    }

    private (RedisKey[] Keys, RedisValue[] Arguments) Written(IReadOnlyList<BucketUse> uses)
    {
        var keys = new RedisKey[uses.Count];
        var arguments = new RedisValue[2 * uses.Count];
        for (var i = 0; i < uses.Count; i++)
            (keys[i], arguments[2 * i], arguments[(2 * i) + 1]) = (redis.Prefix + uses[i].Key, PerMillisecond(uses[i].Rate), uses[i].Rate.Burst);
        return (keys, arguments);
    }

    private static (int Refused, TimeSpan Wait) Read(long[] answer) => ((int)answer[0] - 1, TimeSpan.FromMilliseconds(answer[1]));

    private static string PerMillisecond(RateOptions rate) => (rate.PerSecond / 1000).ToString("R", CultureInfo.InvariantCulture);

    private async Task<RedisResult?> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] arguments)
    {
        if (redis.Database is not { } database)
            return null;
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, arguments)
                .WaitAsync(TimeSpan.FromMilliseconds(options.RedisTimeoutMilliseconds), time);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            Volatile.Write(ref _failed, time.GetTimestamp());
            return null;
        }
    }
}
