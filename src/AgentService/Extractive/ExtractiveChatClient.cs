using System.Runtime.CompilerServices;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// The model of a server that has none: it ranks the sentences of the passages in the prompt against the last question,
/// quotes the best ones with citations, and says that it does not know when none fits. Nothing is generated, so nothing
/// can be invented. Stateless, and safe for concurrent requests.
/// </summary>
/// <param name="pieceDelay">The pause after each word, so that an answer is read as it comes; zero for none.</param>
/// <param name="time">What the pause is measured by.</param>
internal sealed class ExtractiveChatClient(TimeSpan pieceDelay, TimeProvider time) : IChatClient
{
    public const string Name = "extractive";

    private readonly ChatClientMetadata _metadata = new(Name, providerUri: null, Name);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return StreamAsync([.. messages], cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
        // Holds nothing; the interface asks for it.
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        List<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = Answer(messages);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var due = 0;
        foreach (var (start, end) in AnswerPieces.Split(answer.Text))
        {
            var content = new TextContent(answer.Text[start..end]);
            for (; due < answer.Citations.Count && answer.Citations[due].After <= end; due++)
                (content.Annotations ??= []).Add(answer.Citations[due].Citation);
            yield return Update(id, content);
            await PauseAsync(cancellationToken);
        }
        var last = Update(id, UsageOf(messages, answer));
        last.FinishReason = ChatFinishReason.Stop;
        yield return last;
    }

    private static ExtractiveAnswer Answer(List<ChatMessage> messages)
    {
        var asked = messages.LastOrDefault(static message => message.Role == ChatRole.User && !string.IsNullOrWhiteSpace(message.Text));
        var passages = messages.SelectMany(static message => message.Contents).OfType<PassageContent>();
        var candidates = passages.SelectMany(Candidate.From).ToList();
        var ranked = new SentenceRanker(Question.Parse(asked?.Text ?? ""), candidates).Rank();
        return ExtractiveAnswer.Quoting([.. QuoteSelector.Select(ranked).Select(static one => one.Candidate)]);
    }

    private async ValueTask PauseAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (pieceDelay > TimeSpan.Zero)
            await Task.Delay(pieceDelay, time, cancellationToken);
    }

    private static UsageContent UsageOf(List<ChatMessage> messages, ExtractiveAnswer answer)
    {
        var read = WordCount.Of(messages);
        var written = WordCount.Of(answer.Text);
        return new UsageContent(new UsageDetails { InputTokenCount = read, OutputTokenCount = written, TotalTokenCount = read + written })
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [AnswerProperties.Estimated] = true },
        };
    }

    private static ChatResponseUpdate Update(string id, AIContent content) =>
        new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = Name };
}
