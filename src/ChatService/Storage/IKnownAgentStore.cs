using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>The agents that were told of, and the rooms they are in.</summary>
internal interface IKnownAgentStore
{
    Task TellAsync(IReadOnlyList<KnownAgent> agents, CancellationToken cancellationToken);

    Task<KnownAgent?> FindAsync(UserId agent, CancellationToken cancellationToken);

    /// <summary>Rooms where the agent is a member and should not be, or is called by another name.</summary>
    Task<IReadOnlyList<RoomId>> ListStaleAsync(KnownAgent agent, CancellationToken cancellationToken);
}
