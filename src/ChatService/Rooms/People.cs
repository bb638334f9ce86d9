using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Rooms;

/// <summary>
/// People and agents who are named by others: by the name under which they are known in rooms. Somebody who is in none is called by
/// their id until they come themselves.
/// </summary>
internal sealed class People(IRoomStore rooms, AgentRegister agents)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">MEMBER_NOT_FOUND for an agent that this server does not know, or that is for another room.</exception>
    public async Task<Participant> FindAsync(UserId id, RoomId room, CancellationToken cancellationToken)
    {
        if (Handle.IsAgent(id))
            return await agents.FindAsync(id, room, cancellationToken);
        return new(id, await rooms.FindNameAsync(id, cancellationToken) ?? id.Value, ParticipantKind.Human);
    }
}
