namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>Where a query comes from.</summary>
internal enum QuerySource
{
    Question,
    Rules,
    Model,
}
