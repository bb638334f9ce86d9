using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>
/// The agents that can be added to rooms: those of the configuration, and those that the service of agents has told of. A deleted
/// one leaves its rooms; a new name is its name there.
/// </summary>
internal sealed class AgentRegister(IRoomWriter writer, IKnownAgentStore store, DefaultAgents defaults)
{
    public const int MostTold = 500;

    public async Task TellAsync(IReadOnlyList<KnownAgent> agents, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(agents.Count > MostTold, "agents", $"at most {MostTold}")
            .AddIf(agents.Any(agent => !UserIds.IsValid(agent.Participant.Id.Value) || !Handle.IsAgent(agent.Participant.Id)), "agents.agent_id", "\"agent:\" and a handle")
            .AddIf(agents.Any(agent => RoomRules.Length(agent.Participant.DisplayName) is 0 or > RoomRules.MaxDisplayName), "agents.display_name", "required")
            .ThrowIfAny();
        await store.TellAsync([.. agents.OrderBy(agent => agent.Participant.Id.Value, StringComparer.Ordinal)], cancellationToken);
        foreach (var agent in agents)
        {
            foreach (var room in await store.ListStaleAsync(agent, cancellationToken))
                await writer.ChangeAsync(room, edit => Follow(edit, agent), cancellationToken);
        }
    }

    /// <exception cref="DomainError">MEMBER_NOT_FOUND: none that may be in this room.</exception>
    public async Task<Participant> FindAsync(UserId agent, RoomId room, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(agent, cancellationToken) is { } known
            ? known.MayBeIn(room) ? known.Participant : null
            : Default(agent);
        return found ?? throw ChatErrors.MemberNotFound(agent.Value);
    }

    /// <summary>Those that join a new room, under the names they have now.</summary>
    public async Task<IReadOnlyList<Participant>> JoiningAsync(RoomId room, CancellationToken cancellationToken)
    {
        var joining = new List<Participant>();
        foreach (var agent in defaults.Participants)
        {
            var known = await store.FindAsync(agent.Id, cancellationToken);
            if (known?.MayBeIn(room) != false)
                joining.Add(known?.Participant ?? agent);
        }

        return joining;
    }

    private Participant? Default(UserId agent) => defaults.Participants.FirstOrDefault(participant => participant.Id == agent);

    private static bool Follow(IRoomEdit edit, KnownAgent agent)
    {
        if (edit.Member(agent.Participant.Id) is not { } member)
            return false;
        if (agent.IsDeleted)
            edit.Append(new RoomChange.MemberLeft(member.Participant));
        else if (member.Participant != agent.Participant)
            edit.Append(new RoomChange.MemberUpdated(member with { Participant = agent.Participant }, agent.Participant));
        return true;
    }
}
