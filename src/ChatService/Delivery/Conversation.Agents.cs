using GroupChat.Chat.Messages;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Delivery;

/// <summary>What members want of agents: again, and yes or no.</summary>
internal sealed partial class Conversation
{
    public ValueTask RegenerateAsync(string requestId, string roomId, string messageId, string key, CancellationToken cancellationToken) =>
        SideBySideAsync(requestId, roomId, () => RegenerateAsync(requestId, roomId, messageId, key), cancellationToken);

    public ValueTask ApproveAsync(
        string requestId, string roomId, string messageId, int number, string hash, CancellationToken cancellationToken) =>
        DecideAsync(requestId, roomId, messageId, target => tools.Calls.ApproveAsync(target, number, hash, caller, CancellationToken.None), cancellationToken);

    public ValueTask RefuseAsync(string requestId, string roomId, string messageId, int number, CancellationToken cancellationToken) =>
        DecideAsync(requestId, roomId, messageId, target => tools.Calls.RefuseAsync(target, number, caller, CancellationToken.None), cancellationToken);

    private async Task<StreamCommand?> RegenerateAsync(string requestId, string roomId, string messageId, string key)
    {
        var target = MessageTarget.Parse(roomId, messageId);
        var (message, _, existed) = await tools.Answers.RegenerateAsync(target, new(caller, key), CancellationToken.None);
        return await SendAsync(new ServerFrame.Regenerated(message, existed) { Room = target.Room, RequestId = requestId });
    }

    private ValueTask DecideAsync(
        string requestId, string roomId, string messageId, Func<MessageTarget, Task<ToolCall>> decide, CancellationToken cancellationToken) =>
        SideBySideAsync(
            requestId,
            roomId,
            async () =>
            {
                var target = MessageTarget.Parse(roomId, messageId);
                return await SendAsync(new ServerFrame.Decided(await decide(target)) { Room = target.Room, RequestId = requestId });
            },
            cancellationToken);

    private async Task<StreamCommand?> SendAsync(ServerFrame frame)
    {
        var head = (await tools.Rooms.FindAsync(frame.Room!.Value.Value, caller, CancellationToken.None)).HeadSequence;
        return new StreamCommand.Send(frame with { HeadSequence = head });
    }
}
