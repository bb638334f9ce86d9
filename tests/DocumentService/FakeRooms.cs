using GroupChat.Documents.Documents;

namespace GroupChat.Documents.Tests;

/// <summary>Rooms and who is in them: alice owns every room, bob is a member, nobody else is.</summary>
internal sealed class FakeRooms : IRoomAccess
{
    public static readonly RoomId Lab = new("lab");
    public static readonly RoomId Hall = new("hall");
    public static readonly UserId Alice = new("alice");
    public static readonly UserId Bob = new("bob");

    public Task<RoomRole> RequireMemberAsync(RoomId room, UserId user, CancellationToken cancellationToken)
    {
        if (room != Lab && room != Hall)
            throw DocumentErrors.RoomNotFound(room.Value);
        if (user == Alice)
            return Task.FromResult(RoomRole.Owner);
        return user == Bob ? Task.FromResult(RoomRole.Member) : throw DocumentErrors.NotAMember(room.Value);
    }
}
