namespace GroupChat.Gateway.Protection.Shared;

/// <summary>
/// The buckets as Redis counts them, by its own clock, in one step each: a hash with the tokens left and when they were counted, which
/// goes when the bucket would be full again. Needs Redis 5 or newer, since a script that asks for the time writes afterwards.
/// </summary>
internal static class BucketScripts
{
    /// <summary>KEYS: the buckets. ARGV: for each, tokens a millisecond and the most it holds. Answers {number from 1 or 0, milliseconds}.</summary>
    public const string Take = Count + """
        local left, longest, refused = {}, 0, 0
        for i = 1, #KEYS do
          local rate, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          left[i] = count(KEYS[i], rate, burst)
          if left[i] < 1 and (1 - left[i]) / rate > longest then longest, refused = (1 - left[i]) / rate, i end
        end
        if refused > 0 then return {refused, math.max(1, math.ceil(longest))} end
        for i = 1, #KEYS do keep(KEYS[i], tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i]), left[i] - 1) end
        return {0, 0}
        """;

    /// <summary>KEYS: one bucket. ARGV: as above, and how many to take. Answers 1 when none is left.</summary>
    public const string Drain = Count + """
        local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
        local left = math.max(0, count(KEYS[1], rate, burst) - tonumber(ARGV[3]))
        keep(KEYS[1], rate, burst, left)
        return left < 1 and 1 or 0
        """;

    /// <summary>KEYS: the buckets. ARGV: for each, tokens a millisecond and the most it holds. Puts a token back into each.</summary>
    public const string GiveBack = Count + """
        for i = 1, #KEYS do
          local rate, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          keep(KEYS[i], rate, burst, math.min(burst, count(KEYS[i], rate, burst) + 1))
        end
        return 0
        """;

    private const string Count = """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000 + clock[2] / 1000
        local function count(key, rate, burst)
          local kept = redis.call('HMGET', key, 'tokens', 'time')
          if not kept[1] then return burst end
          return math.min(burst, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) * rate)
        end
        local function keep(key, rate, burst, tokens)
          redis.call('HMSET', key, 'tokens', string.format('%.17g', tokens), 'time', string.format('%.17g', now))
          redis.call('PEXPIRE', key, math.ceil((burst - tokens) / rate) + 1000)
        end

        """;
}
