using GroupChat.ServiceDefaults.Errors;
using Polly;
using Polly.Retry;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>
/// Further attempts at a model that fails in a way that may pass: with growing, jittered pauses, or after the time that the server
/// named. A server that wants to be left alone for longer than a caller would wait is not asked again.
/// </summary>
internal static class ModelRetry
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline Of(int retries, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return retries == 0 ? ResiliencePipeline.Empty : builder.AddRetry(Retrying(retries)).Build();
    }

    private static RetryStrategyOptions Retrying(int retries) => new()
    {
        ShouldHandle = new PredicateBuilder()
            .Handle<ModelFailure>(static failure => failure.IsTransient && IsSoon(failure.RetryAfter))
            .Handle<DomainError>(static error => error.Code == ErrorCode.Unavailable && IsSoon(error.RetryAfter)),
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = FirstPause,
        MaxDelay = LongestPause,
        DelayGenerator = static retry => ValueTask.FromResult(
            (retry.Outcome.Exception as ModelFailure)?.RetryAfter ?? (retry.Outcome.Exception as DomainError)?.RetryAfter),
    };

    private static bool IsSoon(TimeSpan? pause) => (pause ?? TimeSpan.Zero) <= LongestPause;
}
