using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Pins a message, or takes a pin away, whoever set it.</summary>
internal sealed class Pinning : IOperationKind
{
    public int Weight => 4;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        return client.Draw(2) == 0 ? Pin(client, room) : Unpin(client, room);
    }

    private static Changing? Pin(ChaosClient client, ClientRoom room)
    {
        var pinned = room.Look(replica => replica.Messages.Pins.Select(pin => pin.Message).ToHashSet());
        if (Target.Draw(client, room, entry => !pinned.Contains(entry.Message.MessageId)) is not { } message)
            return null;
        var request = new PinMessageRequest { RoomId = room.Id, MessageId = message.MessageId };
        return new(new(room.Id, Kinds.Pinned, message.MessageId), new([Target.NotAMember, Target.Deleted, "TOO_MANY_PINS"], async me =>
            (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.PinMessageAsync(request, options))).Cursor));
    }

    private static Changing? Unpin(ChaosClient client, ClientRoom room)
    {
        if (room.Look(replica => replica.Messages.Pins.ElementAtOrDefault(client.Draw(4)).Message) is not { } message)
            return null;
        var request = new UnpinMessageRequest { RoomId = room.Id, MessageId = message };
        return new(new(room.Id, Kinds.Unpinned, message), new([Target.NotAMember], async me =>
            (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.UnpinMessageAsync(request, options))).Cursor));
    }
}
