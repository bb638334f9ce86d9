using System.Runtime.CompilerServices;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>
/// Asks again when a model fails in a way that may pass, as long as it has not said anything: with growing, jittered pauses, or
/// after the time that the server named. A server that wants to be left alone for longer than a caller would wait is not asked again.
/// </summary>
internal sealed class RetryChatClient : DelegatingChatClient
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _pipeline;

    public RetryChatClient(IChatClient inner, int retries, TimeProvider time)
        : base(inner)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        _pipeline = retries == 0 ? ResiliencePipeline.Empty : builder.AddRetry(Retrying(retries)).Build();
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.ToList();
        await using var opened = await _pipeline.ExecuteAsync(
            stop => OpenedStream.OpenAsync(InnerClient, prompt, options, stop), cancellationToken);
        await foreach (var update in opened.RestAsync())
            yield return update;
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
