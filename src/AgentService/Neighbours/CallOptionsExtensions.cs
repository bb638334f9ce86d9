using GroupChat.Agents.Grounding;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Calls to neighbours are made as the agent, so that its membership decides what it sees.</summary>
internal static class CallOptionsExtensions
{
    public static CallOptions CallOptions(this RoomReader reader, CancellationToken cancellationToken) =>
        new CallOptions(cancellationToken: cancellationToken).ActingFor(Caller.User(reader.AgentId, reader.AgentName));
}
