using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Rooms;

/// <summary>
/// People and agents who are named by others: by the name under which they are known in rooms. Somebody who is in none is called by
/// their id until they come themselves.
/// </summary>
internal sealed class People(IRoomStore rooms, DefaultAgents agents)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">MEMBER_NOT_FOUND for an agent that this server does not know.</exception>
    public async Task<Participant> FindAsync(UserId id, CancellationToken cancellationToken)
    {
        if (Handle.IsAgent(id))
            return agents.Participants.FirstOrDefault(agent => agent.Id == id) ?? throw ChatErrors.MemberNotFound(id.Value);
        return new(id, await rooms.FindNameAsync(id, cancellationToken) ?? id.Value, ParticipantKind.Human);
    }
}
