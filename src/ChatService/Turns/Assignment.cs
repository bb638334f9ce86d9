using GroupChat.Chat.Messages;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Turns;

/// <summary>Everything a worker needs for a run.</summary>
internal sealed record Assignment(Turn Turn, RunId Run, int Attempt, Message Question, IReadOnlyList<Message> Recent)
{
    /// <summary>What earlier runs made of tools, by number.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];
}
