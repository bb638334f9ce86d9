using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Becomes a member, again. Ends the journey that began with <see cref="ClientRoom.TryMove"/>.</summary>
internal sealed class Joining(ClientRoom room) : Operation
{
    public override async Task<bool> TryAsync(ChaosClient client)
    {
        var outcome = await client.AttemptAsync(new(room.Id, Kinds.Joined, client.UserId), [], async () =>
        {
            await client.CallAsync(client.Draw(client.Servers), (wire, options) => wire.Chat.JoinRoomAsync(new() { RoomId = room.Id }, options));
            return new Outcome.Acknowledged(0, false);
        });
        if (outcome is Outcome.Unknown)
            return false;
        room.IsWanted = true;
        room.Moved();
        return true;
    }
}
