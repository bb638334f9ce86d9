using GroupChat.Agents.Models;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>A passage that was found, and what became of it.</summary>
/// <param name="Passage">The passage, with its best score.</param>
/// <param name="Queries">Indexes of the queries that found it.</param>
/// <param name="Use">What became of it.</param>
internal sealed record FoundPassage(PassageContent Passage, IReadOnlyList<int> Queries, PassageUse Use);
