using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Agents.Catalog;

/// <summary>
/// Who may see and change agents. Those of the whole server: everybody sees them, admins change them. Those of a room: its members
/// see them, its owners change them; for all others, admins included, they do not exist, like a private room. Services see everything.
/// </summary>
internal sealed class AgentAccess(IRoomOwners rooms)
{
    /// <summary>True when everything about the agent may be shown.</summary>
    /// <exception cref="DomainError">AGENT_NOT_FOUND.</exception>
    public async Task<bool> SeeAsync(AgentProfile agent, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await SeeRoomAsync(agent.RoomId, caller, cancellationToken);
        }
        catch (DomainError error) when (error.Reason is "ROOM_NOT_FOUND" or "NOT_A_MEMBER")
        {
            throw AgentErrors.AgentNotFound(agent.AgentId);
        }
    }

    /// <summary>The same for all agents of a room, or with no room of the server.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER.</exception>
    public async Task<bool> SeeRoomAsync(string roomId, Caller caller, CancellationToken cancellationToken) =>
        caller.Kind == CallerKind.Service
        || (roomId.Length == 0 ? caller.Role == PlatformRole.Admin : await rooms.IsOwnerAsync(roomId, caller.UserId, cancellationToken));

    /// <exception cref="DomainError">AGENT_NOT_FOUND, ADMIN_REQUIRED, ROLE_REQUIRED.</exception>
    public async Task RequireChangeAsync(AgentProfile agent, Caller caller, CancellationToken cancellationToken)
    {
        if (!await SeeAsync(agent, caller, cancellationToken))
            throw agent.RoomId.Length == 0 ? IdentityErrors.AdminRequired() : AgentErrors.OwnerRequired();
    }

    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ADMIN_REQUIRED, ROLE_REQUIRED.</exception>
    public async Task RequireMakeAsync(string roomId, Caller caller, CancellationToken cancellationToken)
    {
        if (!await SeeRoomAsync(roomId, caller, cancellationToken))
            throw roomId.Length == 0 ? IdentityErrors.AdminRequired() : AgentErrors.OwnerRequired();
    }
}
