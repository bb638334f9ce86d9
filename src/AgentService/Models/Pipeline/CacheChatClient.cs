using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Memory;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>
/// Gives the same answer to the very same prompt for a while. The prompt is the key, with everything that was retrieved for it, so
/// nobody gets an answer from what they could not have been shown. Kept are whole answers that call no tools, within a bound on
/// their size together; they come at once, and cost no tokens.
/// </summary>
internal sealed class CacheChatClient : DelegatingChatClient
{
    /// <summary>Characters of all answers together.</summary>
    public const long MostCharacters = 4 * 1024 * 1024;

    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = MostCharacters });
    private readonly TimeSpan _keep;
    private readonly TimeProvider _time;

    public CacheChatClient(IChatClient inner, TimeSpan keep, TimeProvider time)
        : base(inner) => (_keep, _time) = (keep, time);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.ToList();
        if (PromptKey.Of(prompt, options) is not { } key)
        {
            await foreach (var update in base.GetStreamingResponseAsync(prompt, options, cancellationToken))
                yield return update;
            yield break;
        }
        if (_answers.Get<Kept>(key) is { } kept && _time.GetElapsedTime(kept.At) < _keep)
        {
            yield return kept.Again();
            yield break;
        }
        var answer = new List<ChatResponseUpdate>();
        await foreach (var update in base.GetStreamingResponseAsync(prompt, options, cancellationToken))
        {
            answer.Add(update);
            yield return update;
        }
        Keep(key, answer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _answers.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(string key, List<ChatResponseUpdate> answer)
    {
        var contents = answer.SelectMany(static update => update.Contents).Where(static content => content is not (UsageContent or ModelProgress)).ToList();
        if (contents.Count == 0 || !contents.TrueForAll(static content => content is TextContent) || answer[^1].FinishReason != ChatFinishReason.Stop)
            return;
        var kept = new Kept(_time.GetTimestamp(), contents, answer[^1].ModelId);
        _answers.Set(key, kept, new MemoryCacheEntryOptions { Size = contents.Sum(static text => ((TextContent)text).Text.Length) });
    }

    private sealed record Kept(long At, List<AIContent> Contents, string? ModelId)
    {
        public ChatResponseUpdate Again() =>
            new(ChatRole.Assistant, [.. Contents, new UsageContent(new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 })])
            {
                ModelId = ModelId,
                FinishReason = ChatFinishReason.Stop,
            };
    }
}
