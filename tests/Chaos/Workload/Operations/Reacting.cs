using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Reacts to a message, or takes a reaction back.</summary>
internal sealed class Reacting : IOperationKind
{
    private static readonly string[] Emoji = ["👍", "🎉", "👩‍👩‍👧", "+1"];
    private static readonly string[] Refusals = [Target.NotAMember, Target.Deleted];

    public int Weight => 14;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        var emoji = Emoji[client.Draw(Emoji.Length)];
        var isBack = client.Draw(3) == 0;
        if (Target.Draw(client, room, entry => entry.HasReaction(emoji, client.UserId) == isBack) is not { } message)
            return null;
        var add = Add(new() { RoomId = room.Id, MessageId = message.MessageId, Emoji = emoji });
        var remove = Remove(new() { RoomId = room.Id, MessageId = message.MessageId, Emoji = emoji });
        var claim = new Claim(room.Id, isBack ? Kinds.Unreacted : Kinds.Reacted, $"{message.MessageId} {emoji}");
        return new Changing(claim, isBack ? new(Refusals, remove) : new(Refusals, add) { UndoAsync = remove });
    }

    private static Func<ChaosClient, Task<string>> Add(AddReactionRequest request) => async me =>
        (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.AddReactionAsync(request, options))).Cursor;

    private static Func<ChaosClient, Task<string>> Remove(RemoveReactionRequest request) => async me =>
        (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.RemoveReactionAsync(request, options))).Cursor;
}
