namespace GroupChat.Agents.Catalog;

/// <summary>Where an agent retrieves from. The numbers are stored, and are the contract's.</summary>
internal enum KnowledgeScope
{
    Room = 1,
    Documents = 2,
    None = 3,
}
