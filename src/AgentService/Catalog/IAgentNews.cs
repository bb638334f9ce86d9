namespace GroupChat.Agents.Catalog;

/// <summary>Brings what became of agents to the rooms they are in.</summary>
internal interface IAgentNews
{
    /// <summary>Tells what is new; when that takes too long or fails, it is told later.</summary>
    Task TellAsync(CancellationToken cancellationToken);
}
