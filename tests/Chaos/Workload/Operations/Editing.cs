using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Replaces what a message of the client's own says; at times somebody else's, which has to be refused.</summary>
internal sealed class Editing : IOperationKind
{
    public int Weight => 12;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        var isOwn = client.Draw(12) > 0;
        if (Target.Draw(client, room, entry => entry.IsOwn(client) == isOwn) is not { } message)
            return null;
        var request = new EditMessageRequest
        {
            RoomId = room.Id,
            MessageId = message.MessageId,
            Parts = { new ContentPart { Text = new() { Text = $"{client.Name} rather says {Posting.NewNumber()}" } } },
        };
        return new Changing(
            new(room.Id, Kinds.Edited, message.MessageId, request.Parts[0].Text.Text),
            new([Target.NotAMember, Target.Deleted, .. isOwn ? Array.Empty<string>() : ["NOT_THE_AUTHOR"]], async me =>
                (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.EditMessageAsync(request, options))).Cursor));
    }
}
