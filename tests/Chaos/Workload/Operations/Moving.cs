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
        public override async Task<bool> TryAsync(ChaosClient client)
        {
            room.IsWanted = false;
            var outcome = await client.AttemptAsync(new(room.Id, Kinds.Left, client.UserId), [], async () =>
            {
                await client.CallAsync(client.Draw(client.Servers), (wire, options) => wire.Chat.LeaveRoomAsync(new() { RoomId = room.Id }, options));
                return new Outcome.Acknowledged(0, false);
            });
            if (outcome is Outcome.Unknown)
                return false;
            client.Later(new Joining(room));
            return true;
        }
    }
}
