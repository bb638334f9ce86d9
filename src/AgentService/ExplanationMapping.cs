using Google.Protobuf.WellKnownTypes;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Agent.V1;
using Contract = GroupChat.Contracts.Agent.V1;
using Rating = GroupChat.Agents.Feedback.Rating;

namespace GroupChat.Agents;

/// <summary>Between what is known of answers and the contract's messages. Enums have the contract's order, one lower.</summary>
internal static class ExplanationMapping
{
    public static Contract.Explanation ToContract(this Explanations.Explanation explanation, IReadOnlyDictionary<string, PassageContent> passages) => new()
    {
        TurnId = explanation.TurnId,
        RunId = explanation.RunId,
        AgentId = explanation.AgentId,
        AgentVersion = explanation.AgentVersion,
        ModelId = explanation.ModelId,
        CreateTime = explanation.CreateTime.ToTimestamp(),
        Queries = { explanation.Queries.Select(ToContract) },
        Passages = { explanation.Passages.Select(passage => ToContract(passage, passages.GetValueOrDefault(passage.PassageId))) },
        Prompt = new()
        {
            Tokens = explanation.Size.Tokens,
            Estimated = explanation.Size.Estimated,
            CachedTokens = explanation.CachedTokens,
            MessageCount = explanation.SaidCount,
            HasSummary = explanation.HasSummary,
            Compactions = { explanation.Compactions.Select(ToContract) },
        },
        CitationCount = explanation.CitationCount,
        RemovedQuotes = explanation.RemovedQuotes,
    };

    public static Contract.Rating ToContract(this Rating rating) => new()
    {
        RoomId = rating.RoomId,
        MessageId = rating.MessageId,
        UserId = rating.UserId,
        AgentId = rating.AgentId,
        TurnId = rating.TurnId,
        Verdict = rating.IsGood ? RatingVerdict.Up : RatingVerdict.Down,
        Note = rating.Note,
        UpdateTime = rating.UpdateTime.ToTimestamp(),
    };

    public static Memory ToContract(this RoomMemory memory) => new()
    {
        AgentId = memory.AgentId,
        ModelId = memory.ModelId,
        Summary = memory.Summary,
        MessageCount = memory.Messages,
        UpdateTime = memory.UpdateTime.ToTimestamp(),
    };

    private static Contract.ExplainedQuery ToContract(Explanations.ExplainedQuery query) =>
        new() { Text = query.Text, Source = (QuerySource)((int)query.Source + 1), FoundCount = query.Found };

    private static Contract.ExplainedPassage ToContract(Explanations.ExplainedPassage passage, PassageContent? now) => new()
    {
        PassageId = passage.PassageId,
        DocumentId = passage.DocumentId,
        DocumentTitle = now?.Title ?? "",
        Headings = { now?.HeadingPath ?? [] },
        Score = passage.Score,
        QueryIndexes = { passage.Queries },
        Use = (PassageUse)((int)passage.Use + 1),
    };

    private static PromptCompaction ToContract(Compaction compaction) => new()
    {
        Reason = (Contract.CompactionReason)((int)compaction.Reason + 1),
        MessageCount = compaction.Messages,
        PassageCount = compaction.Passages,
        SummarizedBy = compaction.SummarizedBy,
    };
}
