using GroupChat.Agents.Grounding.Retrieval;
using GroupChat.Agents.Grounding.Transcripts;

namespace GroupChat.Agents.Grounding;

/// <summary>What a run was made from, noted while it goes on.</summary>
internal sealed class TurnAccount
{
    private readonly List<(PassageQuery Query, int Found)> _queries = [];

    public IReadOnlyList<(PassageQuery Query, int Found)> Queries => _queries;

    public IReadOnlyList<FoundPassage> Passages { get; private set; } = [];

    public GroundedPrompt? Prompt { get; private set; }

    /// <summary>Quotes and markers that were taken out.</summary>
    public int RemovedQuotes { get; set; }

    public void Searched(PassageQuery query, int found) => _queries.Add((query, found));

    public void Found(IReadOnlyList<FoundPassage> passages) => Passages = passages;

    public void Prompted(GroundedPrompt prompt)
    {
        Prompt = prompt;
        Passages = [.. Passages.Select(found => found.Use != PassageUse.Read ? found
            : prompt.Dropped.Contains(found.Passage.PassageId) ? found with { Use = PassageUse.NoRoom }
            : !prompt.ReadNow.Contains(found.Passage.PassageId) ? found with { Use = PassageUse.ReadBefore }
            : found)];
    }
}
