using Polly.CircuitBreaker;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>When an address is given up for a while: at least five calls in ten seconds, half of which did not get through.</summary>
internal static class EndpointBreaker
{
    private const int LeastCalls = 5;
    private const double MostFailures = 0.5;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);

    /// <summary>How long the address is left alone before it is asked again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Health closes it, long before this.
    private static readonly TimeSpan ForGood = TimeSpan.FromDays(1);

    public static CircuitBreakerStrategyOptions<HttpResponseMessage> Options(
        CircuitBreakerManualControl control, CircuitBreakerStateProvider state, Action opened) => new()
        {
            MinimumThroughput = LeastCalls,
            FailureRatio = MostFailures,
            SamplingDuration = Sampling,
            BreakDuration = ForGood,
            ManualControl = control,
            StateProvider = state,
            // Not what the service answers, and not a caller who leaves.
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is HttpRequestException),
            OnOpened = _ =>
            {
                opened();
                return default;
            },
        };
}
