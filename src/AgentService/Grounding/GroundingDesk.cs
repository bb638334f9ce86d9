using GroupChat.Agents.Explanations;
using GroupChat.Agents.Grounding.Retrieval;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Models;
using GroupChat.Agents.Storage;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Grounding;

/// <summary>What an answer is made from: queries, a prompt that grows with the room, and a record of both.</summary>
internal sealed partial class GroundingDesk(
    QueryRewriter rewriter,
    TranscriptKeeper transcripts,
    SqlExplanationStore explanations,
    GroundingOptions options,
    TimeProvider time,
    ILogger<GroundingDesk> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task<IReadOnlyList<PassageQuery>> QueriesAsync(Turn turn, Model? model, CancellationToken cancellationToken) =>
        rewriter.QueriesAsync(turn, model, cancellationToken);

    /// <summary>The prompt for a model that writes. Where the room cannot be read it is made of the newest messages only.</summary>
    /// <exception cref="TurnFailure">QUESTION_TOO_LONG.</exception>
    public async Task<GroundedPrompt> PromptAsync(Turn turn, Model model, IReadOnlyList<PassageContent> passages, CancellationToken cancellationToken)
    {
        if (!model.Generative || turn.Question.MessageId.Length == 0)
            return Alone(turn, passages);
        try
        {
            return await transcripts.ExtendAsync(turn, model, passages, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception error) when (error is not TurnFailure && !cancellationToken.IsCancellationRequested)
        {
            RoomUnavailable(turn.TurnId, error);
            return Alone(turn, passages) with { Compactions = [new(CompactionReason.RoomUnavailable, 0, 0)] };
        }
    }

    /// <summary>Keeps what a run was made from. An answer is not lost for it: what cannot be kept is only logged.</summary>
    public async Task RecordAsync(Turn turn, TurnAccount account, TurnOutcome outcome)
    {
        if (options.ExplanationDays == 0)
            return;
        try
        {
            var now = time.GetUtcNow();
            await explanations.SaveAsync(Of(turn, account, outcome, now), now - TimeSpan.FromDays(options.ExplanationDays), CancellationToken.None)
                .WaitAsync(Patience, time);
        }
        catch (Exception error)
        {
            NotRecorded(turn.TurnId, error);
        }
    }

    private static GroundedPrompt Alone(Turn turn, IReadOnlyList<PassageContent> passages)
    {
        var prompt = PromptBuilder.Build(turn, passages);
        return new(prompt, turn, new(PromptMeter.Estimate(prompt), Estimated: true))
        {
            ReadNow = [.. passages.Select(static passage => passage.PassageId)],
            SaidCount = turn.Recent.Count,
        };
    }

    private static Explanation Of(Turn turn, TurnAccount account, TurnOutcome outcome, DateTimeOffset now) =>
        new(turn.TurnId, turn.RunId, turn.RoomId, turn.Agent.AgentId, turn.Agent.Version, outcome.ModelId)
        {
            CreateTime = now,
            Queries = [.. account.Queries.Select(static one => new ExplainedQuery(one.Query.Text, one.Query.Source, one.Found))],
            Passages = [.. account.Passages.Select(static found => new ExplainedPassage(
                found.Passage.PassageId, found.Passage.DocumentId, found.Passage.Score, found.Queries, found.Use))],
            Size = account.Prompt?.Size ?? default,
            CachedTokens = outcome.Usage.CachedInputTokens,
            SaidCount = account.Prompt?.SaidCount ?? 0,
            HasSummary = account.Prompt?.HasSummary ?? false,
            Compactions = account.Prompt?.Compactions ?? [],
            CitationCount = outcome.Citations.Count,
            RemovedQuotes = account.RemovedQuotes,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The room could not be read for turn {TurnId}; its prompt holds the newest messages only")]
    private partial void RoomUnavailable(string turnId, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What turn {TurnId} was made from could not be kept")]
    private partial void NotRecorded(string turnId, Exception error);
}
