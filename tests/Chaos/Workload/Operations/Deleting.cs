using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Deletes a message of the client's own; at times somebody else's, which has to be refused.</summary>
internal sealed class Deleting : IOperationKind
{
    public int Weight => 4;

    /// <summary>Every other message is left alone: of what was deleted less can be proved.</summary>
    public static bool Spares(Message message) => message.Sequence % 2 == 0;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        var isOwn = client.Draw(12) > 0;
        if (Target.Draw(client, room, entry => entry.IsOwn(client) == isOwn && !Spares(entry.Message)) is not { } message)
            return null;
        var request = new DeleteMessageRequest { RoomId = room.Id, MessageId = message.MessageId };
        return new Changing(
            new(room.Id, Kinds.Deleted, message.MessageId),
            new([Target.NotAMember, .. isOwn ? Array.Empty<string>() : ["ROLE_REQUIRED"]], async me =>
                (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.DeleteMessageAsync(request, options))).Cursor));
    }
}
