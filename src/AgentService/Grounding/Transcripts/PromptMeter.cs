using System.Text;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Measures prompts in tokens: by the model itself where it runs here, else by a careful estimate from their bytes.</summary>
internal static class PromptMeter
{
    // A token of the common vocabularies is 3 to 5 bytes of English; what is estimated too high is only summarised earlier.
    private const int BytesOfToken = 3;
    private const int TokensOfMessage = 6;

    public static async ValueTask<PromptSize> MeasureAsync(Model model, IReadOnlyList<ChatMessage> prompt, CancellationToken cancellationToken)
    {
        if (model.Client.GetService(typeof(ILlamaEngine)) is not ILlamaEngine engine)
            return new(Estimate(prompt), Estimated: true);
        try
        {
            var tokens = await engine.CountTokensAsync(LlamaRequests.Of(prompt, options: null).Messages, cancellationToken);
            return new(tokens, Estimated: false);
        }
        catch (DomainError)
        {
            // It says why when it is asked to answer.
            return new(Estimate(prompt), Estimated: true);
        }
    }

    public static int Estimate(IEnumerable<ChatMessage> prompt) => prompt.Sum(Estimate);

    public static int Estimate(ChatMessage message) =>
        TokensOfMessage + ((Encoding.UTF8.GetByteCount(message.AuthorName ?? "") + message.Contents.Sum(BytesOf)) / BytesOfToken);

    private static int BytesOf(AIContent content) => content switch
    {
        TextContent text => Encoding.UTF8.GetByteCount(text.Text),
        PassageContent passage => Encoding.UTF8.GetByteCount(passage.Text)
            + Encoding.UTF8.GetByteCount(passage.Title) + passage.HeadingPath.Sum(Encoding.UTF8.GetByteCount) + (10 * BytesOfToken),
        _ => 0,
    };
}
