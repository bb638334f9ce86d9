using GroupChat.Agents.Grounding.Retrieval;

namespace GroupChat.Agents.Explanations;

/// <summary>A passage that was found, by the indexes of its queries, and what became of it.</summary>
internal sealed record ExplainedPassage(string PassageId, string DocumentId, double Score, IReadOnlyList<int> Queries, PassageUse Use);
