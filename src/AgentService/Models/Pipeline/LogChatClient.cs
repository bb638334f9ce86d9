using System.Runtime.CompilerServices;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>Notes every request in the log: what it took, or why it failed, each attempt for itself. Of prompts and answers nothing.</summary>
internal sealed partial class LogChatClient(IChatClient inner, string modelId, TimeProvider time, ILogger<LogChatClient> logger)
    : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        var usage = new UsageDetails();
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await WatchAsync(updates, start, cancellationToken))
        {
            foreach (var cost in updates.Current.Contents.OfType<UsageContent>())
                usage.Add(cost.Details);
            yield return updates.Current;
        }
        Answered(modelId, MillisecondsSince(start), usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
    }

    private async ValueTask<bool> WatchAsync(IAsyncEnumerator<ChatResponseUpdate> updates, long start, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            GivenUp(modelId, MillisecondsSince(start));
            throw;
        }
        catch (Exception error)
        {
            // The texts of other errors may hold what was asked.
            Failed(modelId, MillisecondsSince(start), error is ModelFailure or DomainError ? error.Message : error.GetType().Name);
            throw;
        }
    }

    private long MillisecondsSince(long start) => (long)time.GetElapsedTime(start).TotalMilliseconds;

    [LoggerMessage(Level = LogLevel.Debug,
        Message = "Model {ModelId} answered in {Milliseconds} ms: {InputTokens} tokens read, {CachedTokens} of them known, {OutputTokens} written")]
    private partial void Answered(string modelId, long milliseconds, long inputTokens, long cachedTokens, long outputTokens);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A request to model {ModelId} was given up after {Milliseconds} ms")]
    private partial void GivenUp(string modelId, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to model {ModelId} failed after {Milliseconds} ms: {Reason}")]
    private partial void Failed(string modelId, long milliseconds, string reason);
}
