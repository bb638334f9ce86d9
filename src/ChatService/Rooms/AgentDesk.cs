using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Agents of rooms on behalf of callers.</summary>
internal sealed class AgentDesk(IRoomWriter writer, RoomAccess access, People people)
{
    public async Task<Changed<Member>> AddAsync(
        string roomId, string agentId, SpeakingPolicy speaking, UserId caller, CancellationToken cancellationToken)
    {
        Check(roomId, agentId).AddIf(!Enum.IsDefined(speaking), "speaking", "a known mode").ThrowIfAny();
        await access.RequireAsync(roomId, caller, cancellationToken); // before anything is said about the agent
        var agent = await people.FindAsync(new(agentId), new(roomId), cancellationToken);
        return await writer.ChangeAsync(new RoomId(roomId), edit => RoomAgents.Add(edit, caller, agent, speaking), cancellationToken);
    }

    public Task<Changed<bool>> RemoveAsync(string roomId, string agentId, UserId caller, CancellationToken cancellationToken)
    {
        Check(roomId, agentId).ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => RoomAgents.Remove(edit, caller, new(agentId)), cancellationToken);
    }

    private static Violations Check(string roomId, string agentId) => new Violations()
        .AddIf(roomId.Length == 0, "room_id", "required")
        .AddIf(!UserIds.IsValid(agentId) || !Handle.IsAgent(new(agentId)), "agent_id", "\"agent:\" and a handle");
}
