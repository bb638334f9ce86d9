using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.ToolCalls;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The calls of tools that stand beside answers, for a page of messages in one query.</summary>
internal static class ToolCallExtras
{
    // Characters of arguments and results in one page. What is over it is left out: a page has to fit into a response.
    private const int MaxTexts = 512 * 1024;

    /// <summary>The calls of each of the messages. A deleted answer has none.</summary>
    public static Func<Message, IReadOnlyList<ToolCall>> Of(SqlSession session, IEventCodec codec, long roomKey, IReadOnlyList<Message> messages)
    {
        var answers = messages.Where(HasCalls).Select(message => message.Sequence).ToList();
        if (answers.Count == 0)
            return _ => [];
        var calls = ToolCallRows.ListMany(session, codec, roomKey, answers);
        var left = MaxTexts;
        return message => HasCalls(message) ? [.. calls[message.Sequence].Select(call => Within(call, ref left))] : [];
    }

    private static ToolCall Within(ToolCall call, ref int left)
    {
        left -= call.Arguments.Length + call.Result.Length;
        // What is to be approved is shown whatever it takes.
        return left >= 0 || call.State == ToolCallState.WaitingForApproval ? call : call.WithoutTexts();
    }

    private static bool HasCalls(Message message) => message is { Answer: not null, Deletion: null };
}
