using GroupChat.Agents.Grounding.Retrieval;

namespace GroupChat.Agents.Explanations;

/// <summary>A search: what was sent, where it came from, and how much it found.</summary>
internal sealed record ExplainedQuery(string Text, QuerySource Source, int Found);
