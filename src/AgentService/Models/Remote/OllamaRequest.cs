using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Remote;

/// <summary>A prompt as Ollama's /api/chat takes it (https://docs.ollama.com/api).</summary>
internal static class OllamaRequest
{
    public static JsonObject Of(ModelOptions model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = new JsonObject
        {
            ["model"] = model.Model,
            ["stream"] = true,
            ["messages"] = new JsonArray([.. messages.SelectMany(Messages)]),
            ["options"] = Options(model, options),
        };
        if (options?.Tools?.OfType<AIFunctionDeclaration>().ToList() is { Count: > 0 } tools && options.ToolMode is not NoneChatToolMode)
            request["tools"] = new JsonArray([.. tools.Select(Tool)]);
        if (options?.ResponseFormat is ChatResponseFormatJson json)
            request["format"] = json.Schema is { } schema ? JsonNode.Parse(schema.GetRawText()) : "json";
        return request;
    }

    private static JsonObject Options(ModelOptions model, ChatOptions? options)
    {
        var chosen = new JsonObject
        {
            ["num_ctx"] = model.ContextTokens,
            ["num_predict"] = Math.Min(options?.MaxOutputTokens ?? model.MaxOutputTokens, model.MaxOutputTokens),
        };
        if (options is null)
            return chosen;
        Set("temperature", options.Temperature);
        Set("top_p", options.TopP);
        Set("top_k", options.TopK);
        Set("seed", options.Seed);
        Set("frequency_penalty", options.FrequencyPenalty);
        Set("presence_penalty", options.PresencePenalty);
        if (options.StopSequences is { Count: > 0 } stops)
            chosen["stop"] = new JsonArray([.. stops.Select(static stop => (JsonNode)stop)]);
        return chosen;

        void Set<T>(string name, T? value)
            where T : struct
        {
            if (value is { } given)
                chosen[name] = JsonValue.Create(given);
        }
    }

    private static IEnumerable<JsonNode> Messages(ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
            yield return new JsonObject { ["role"] = "tool", ["content"] = ToolText.Of(result), ["tool_name"] = result.CallId };
        var calls = message.Contents.OfType<FunctionCallContent>().Select(Call).ToList();
        if (message.Role == ChatRole.Tool || (message.Text.Length == 0 && calls.Count == 0))
            yield break;
        var plain = new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text };
        if (calls.Count > 0)
            plain["tool_calls"] = new JsonArray([.. calls]);
        yield return plain;
    }

    private static JsonNode Call(FunctionCallContent call) => new JsonObject
    {
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>()) },
    };

    private static JsonNode Tool(AIFunctionDeclaration tool) => new JsonObject
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()),
        },
    };
}
