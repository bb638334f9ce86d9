using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Becomes a member, again. Ends the journey that began with <see cref="ClientRoom.TryMove"/>.</summary>
internal sealed class Joining(ClientRoom room) : Operation
{
    private readonly Change _join = new([], async me =>
        (await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.JoinRoomAsync(new() { RoomId = room.Id }, options))).Cursor);

    public override async Task<bool> TryAsync(ChaosClient client)
    {
        if (await client.ChangeAsync(new(room.Id, Kinds.Joined, client.UserId), _join) is Outcome.Unknown)
            return false;
        room.IsWanted = true;
        room.Moved();
        return true;
    }
}
