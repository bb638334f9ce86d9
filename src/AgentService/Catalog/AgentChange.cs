namespace GroupChat.Agents.Catalog;

/// <summary>An agent as it is since a change of the catalog.</summary>
/// <param name="Revision">The place of the change among all changes of agents.</param>
/// <param name="Agent">The agent.</param>
internal sealed record AgentChange(long Revision, AgentProfile Agent);
