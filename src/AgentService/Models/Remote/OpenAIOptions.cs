using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace GroupChat.Agents.Models.Remote;

/// <summary>How an answer is to be made, in the types of the OpenAI library.</summary>
internal static class OpenAIOptions
{
    public static ChatCompletionOptions Of(ModelOptions model, ChatOptions? options)
    {
        var chosen = new ChatCompletionOptions
        {
            MaxOutputTokenCount = Math.Min(options?.MaxOutputTokens ?? model.MaxOutputTokens, model.MaxOutputTokens),
        };
        if (options is null)
            return chosen;
        chosen.Temperature = options.Temperature;
        chosen.TopP = options.TopP;
        chosen.FrequencyPenalty = options.FrequencyPenalty;
        chosen.PresencePenalty = options.PresencePenalty;
#pragma warning disable OPENAI001 // Marked as experimental for years, and the only way to a repeatable answer.
        chosen.Seed = options.Seed;
#pragma warning restore OPENAI001
        foreach (var stop in options.StopSequences ?? [])
            chosen.StopSequences.Add(stop);
        if (options.ResponseFormat is ChatResponseFormatJson json)
            chosen.ResponseFormat = Format(json);
        AddTools(chosen, options);
        return chosen;
    }

    private static void AddTools(ChatCompletionOptions chosen, ChatOptions options)
    {
        if (options.ToolMode is NoneChatToolMode)
            return;
        foreach (var tool in options.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            chosen.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        if (chosen.Tools.Count > 0 && options.ToolMode is RequiredChatToolMode required)
        {
            chosen.ToolChoice = required.RequiredFunctionName is { } name
                ? ChatToolChoice.CreateFunctionChoice(name)
                : ChatToolChoice.CreateRequiredChoice();
        }
    }

    private static ChatResponseFormat Format(ChatResponseFormatJson json) => json.Schema is { } schema
        ? ChatResponseFormat.CreateJsonSchemaFormat(
            json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: true)
        : ChatResponseFormat.CreateJsonObjectFormat();
}
