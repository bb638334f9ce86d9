namespace GroupChat.Chat.Rooms;

/// <summary>The agents that join every new room.</summary>
internal sealed class DefaultAgents(IReadOnlyList<Participant> participants)
{
    public IReadOnlyList<Participant> Participants { get; } = participants;
}
