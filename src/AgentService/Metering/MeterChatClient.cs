using System.Runtime.CompilerServices;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Metering;

/// <summary>
/// Notes what every request to a model takes, each attempt for itself. It stands right before the model, so that whatever is between
/// it and the asker (attempts made again, kept answers, another model in its place) is neither missed nor counted twice.
/// </summary>
internal sealed class MeterChatClient(IChatClient inner, string modelId) : DelegatingChatClient(inner)
{
    /// <summary>No model is asked past a meter.</summary>
    public static IChatClient Around(IChatClient client, string modelId) =>
        client.GetService(typeof(MeterChatClient)) is null ? new MeterChatClient(client, modelId) : client;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        options?.AdditionalProperties?.GetValueOrDefault(RequestProperties.Asker) is ModelAsker asker
            ? MeterAsync([.. messages], options, asker, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async IAsyncEnumerable<ChatResponseUpdate> MeterAsync(
        List<ChatMessage> prompt, ChatOptions options, ModelAsker asker, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cost = asker.Costs.Begin(asker.Kind, modelId, isMeasured: GetService(typeof(ILlamaEngine)) is not null);
        try
        {
            var asked = options.Clone();
            asked.AdditionalProperties = new(options.AdditionalProperties!) { [RequestProperties.Cost] = cost };
            cost.Asked(prompt);
            await foreach (var update in base.GetStreamingResponseAsync(prompt, asked, cancellationToken))
            {
                cost.Saw(update);
                yield return update;
            }
        }
        finally
        {
            cost.Close(cancellationToken.IsCancellationRequested);
        }
    }
}
