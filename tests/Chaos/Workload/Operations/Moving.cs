using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Leaves a room and comes back.</summary>
internal sealed class Moving : IOperationKind
{
    public int Weight => 1;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        return room.TryMove() ? new Leaving(room) : null;
    }

    private sealed class Leaving(ClientRoom room) : Operation
    {
        private readonly Change _leave = new([], async me =>
        {
            await me.CallAsync(me.Draw(me.Servers), (wire, options) => wire.Chat.LeaveRoomAsync(new() { RoomId = room.Id }, options));
            return "";
        });

        public override async Task<bool> TryAsync(ChaosClient client)
        {
            room.IsWanted = false;
            if (await client.ChangeAsync(new(room.Id, Kinds.Left, client.UserId), _leave) is Outcome.Unknown)
                return false;
            client.Later(new Joining(room));
            return true;
        }
    }
}
