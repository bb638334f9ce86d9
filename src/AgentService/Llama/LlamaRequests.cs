using System.Text;
using GroupChat.Agents.Llama.Grammar;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Llama;

/// <summary>Messages and options of Microsoft.Extensions.AI as a request to a local model.</summary>
internal static class LlamaRequests
{
    private const string AnyJson = "{\"type\":\"object\"}";

    /// <exception cref="ServiceDefaults.Errors.DomainError">The schema of the answer is not understood.</exception>
    public static LlamaRequest Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new LlamaRequest { Messages = [.. messages.Select(MessageOf)] };
        return options is null ? request : request with
        {
            MaxTokens = options.MaxOutputTokens ?? request.MaxTokens,
            Sampling = SamplingOf(options),
            Stop = [.. options.StopSequences ?? []],
            Grammar = GrammarOf(options.ResponseFormat),
            RoomKey = Property(options, RequestProperties.RoomId) as string ?? "",
            UserKey = Property(options, RequestProperties.UserId) as string ?? "",
            Adapters = RequestProperties.AdaptersOf(options),
            Spent = Property(options, RequestProperties.Cost) is RequestCost cost ? cost.Measured : null,
        };
    }

    private static object? Property(ChatOptions options, string name) => options.AdditionalProperties?.GetValueOrDefault(name);

    private static LlamaSampling SamplingOf(ChatOptions options)
    {
        var sampling = LlamaSampling.Default;
        return sampling with
        {
            Temperature = options.Temperature ?? sampling.Temperature,
            TopK = options.TopK ?? sampling.TopK,
            TopP = options.TopP ?? sampling.TopP,
            FrequencyPenalty = options.FrequencyPenalty ?? 0,
            PresencePenalty = options.PresencePenalty ?? 0,
            Seed = options.Seed is { } seed ? unchecked((uint)seed) : null,
        };
    }

    private static GbnfGrammar? GrammarOf(ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json)
            return null;
        using var any = System.Text.Json.JsonDocument.Parse(AnyJson);
        return JsonSchemaGrammar.Of(json.Schema ?? any.RootElement);
    }

    private static LlamaMessage MessageOf(ChatMessage message)
    {
        var text = new StringBuilder();
        if (message.Role == ChatRole.User && message.AuthorName is { Length: > 0 } author)
            text.Append(author).Append(": ");
        foreach (var content in message.Contents)
        {
            if (content is PassageContent passage)
                Append(text, passage);
            else if (content is TextContent { Text: var said })
                text.Append(said);
        }
        return new LlamaMessage(message.Role.Value, text.ToString());
    }

    private static void Append(StringBuilder text, PassageContent passage) => text
        .Append("\n\n[passage ").Append(passage.Number).Append("] ")
        .AppendJoin(" > ", [passage.Title, .. passage.HeadingPath])
        .Append('\n').Append(passage.Text).Append("\n[end of passage]");
}
