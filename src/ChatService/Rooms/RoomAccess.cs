using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Who may look into a room: its members.</summary>
internal sealed class RoomAccess(IRoomStore rooms)
{
    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public static RoomId Id(string roomId) => roomId.Length == 0 ? throw Violations.One("room_id", "required") : new RoomId(roomId);

    /// <param name="roomId">The room.</param>
    /// <param name="viewer">Who asks; null for a service, which sees every room.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DomainError">INVALID_REQUEST, ROOM_NOT_FOUND.</exception>
    public async Task<Room> GetRoomAsync(string roomId, UserId? viewer, CancellationToken cancellationToken) =>
        await rooms.FindAsync(Id(roomId), viewer, cancellationToken) ?? throw ChatErrors.RoomNotFound(roomId);

    /// <summary>The room and the caller's membership in it.</summary>
    /// <exception cref="DomainError">INVALID_REQUEST, ROOM_NOT_FOUND, NOT_A_MEMBER.</exception>
    public async Task<Membership> RequireAsync(string roomId, UserId caller, CancellationToken cancellationToken)
    {
        var membership = await FindAsync(roomId, caller, cancellationToken);
        membership.RequireMember();
        return membership;
    }

    /// <exception cref="DomainError">INVALID_REQUEST, ROOM_NOT_FOUND.</exception>
    public async Task<Membership> FindAsync(string roomId, UserId user, CancellationToken cancellationToken) =>
        await rooms.FindMembershipAsync(Id(roomId), user, cancellationToken) ?? throw ChatErrors.RoomNotFound(roomId);
}
