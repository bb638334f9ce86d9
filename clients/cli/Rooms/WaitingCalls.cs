using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>Calls of tools that wait for somebody's approval, in the order they were asked for.</summary>
internal sealed class WaitingCalls
{
    private readonly List<ToolCall> _waiting = [];

    public ToolCall? Oldest => _waiting.Count > 0 ? _waiting[0] : null;

    /// <summary>Takes in how a call stands now.</summary>
    public void Take(ToolCall call)
    {
        _waiting.RemoveAll(other => other.MessageId == call.MessageId && other.Number == call.Number);
        if (call.State == ToolCallState.WaitingForApproval)
            _waiting.Add(call);
    }
}
