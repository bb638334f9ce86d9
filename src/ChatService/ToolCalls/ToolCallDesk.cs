using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.ToolCalls;

/// <summary>Decides about calls on behalf of members.</summary>
internal sealed class ToolCallDesk(IRoomWriter writer)
{
    public Task<ToolCall> ApproveAsync(
        MessageTarget target, int number, string argumentsHash, UserId caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(number < 1, "number", "at least 1")
            .AddIf(argumentsHash.Length == 0, "arguments_sha256", "required")
            .ThrowIfAny();
        return writer.ChangeAsync(target.Room, edit => Approving.Approve(edit, target.Message, number, argumentsHash, caller), cancellationToken);
    }

    public Task<ToolCall> RefuseAsync(MessageTarget target, int number, UserId caller, CancellationToken cancellationToken)
    {
        new Violations().AddIf(number < 1, "number", "at least 1").ThrowIfAny();
        return writer.ChangeAsync(target.Room, edit => Approving.Refuse(edit, target.Message, number, caller), cancellationToken);
    }
}
