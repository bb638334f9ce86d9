using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Catalog;

/// <summary>What somebody is in a room, which ChatService knows.</summary>
internal interface IRoomOwners
{
    /// <summary>True for an owner, false for another member.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER.</exception>
    Task<bool> IsOwnerAsync(string roomId, string userId, CancellationToken cancellationToken);
}
