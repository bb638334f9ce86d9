using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace GroupChat.Agents.Models.Remote;

/// <summary>A prompt in the types of the OpenAI library.</summary>
internal static class OpenAIMessages
{
    public static IEnumerable<OpenAI.Chat.ChatMessage> Of(IEnumerable<ChatMessage> messages) => messages.SelectMany(Of);

    private static IEnumerable<OpenAI.Chat.ChatMessage> Of(ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
            yield return new ToolChatMessage(result.CallId, ToolText.Of(result));
        if (message.Role == ChatRole.Assistant)
        {
            var calls = message.Contents.OfType<FunctionCallContent>().Select(Call).ToList();
            if (calls.Count > 0)
                yield return With(new AssistantChatMessage(calls), message.Text);
            else if (message.Text.Length > 0)
                yield return new AssistantChatMessage(message.Text);
        }
        else if (message.Role != ChatRole.Tool && message.Text.Length > 0)
        {
            yield return message.Role == ChatRole.System ? new SystemChatMessage(message.Text) : new UserChatMessage(message.Text);
        }
    }

    private static AssistantChatMessage With(AssistantChatMessage message, string text)
    {
        if (text.Length > 0)
            message.Content.Add(ChatMessageContentPart.CreateTextPart(text));
        return message;
    }

    private static ChatToolCall Call(FunctionCallContent call) => ChatToolCall.CreateFunctionToolCall(
        call.CallId, call.Name, BinaryData.FromObjectAsJson(call.Arguments ?? new Dictionary<string, object?>()));
}
