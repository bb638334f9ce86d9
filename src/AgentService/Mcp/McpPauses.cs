using Polly;
using Polly.Retry;

namespace GroupChat.Agents.Mcp;

/// <summary>How long a server is left alone before it is tried again: longer each time, and at once for half a minute when it does not do its work.</summary>
internal static class McpPauses
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Condemned = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Of(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<McpLost>(),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = First,
        MaxDelay = Longest,
        DelayGenerator = static retry => new(retry.Outcome.Exception is McpLost { IsCondemned: true } ? Condemned : (TimeSpan?)null),
    }).Build();
}
