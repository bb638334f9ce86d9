using GroupChat.Agents.Catalog;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Safety;
using GroupChat.Agents.Tools;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Turns;

/// <summary>
/// Runs one turn: finds passages, builds the prompt, streams the model, checks the citations. Whatever happens it ends in
/// exactly one outcome, in time, with the text so far; it does not throw.
/// </summary>
internal sealed partial class TurnRunner(
    IPassageSearch search,
    CitationChecker checker,
    ModelCatalog models,
    ToolLoop tools,
    AnswerSafety safety,
    TurnLimits limits,
    TimeProvider time,
    ILogger<TurnRunner> logger)
{
    /// <param name="turn">What to answer.</param>
    /// <param name="listener">Hears the phases and the text.</param>
    /// <param name="cancellationToken">A member stopped the answer.</param>
    public async Task<TurnOutcome> RunAsync(Turn turn, ITurnListener listener, CancellationToken cancellationToken)
    {
        using var observation = new TurnObservation(turn, time);
        var outcome = await EndAsync(turn, listener, cancellationToken);
        observation.Ended(outcome);
        return outcome;
    }

    private async Task<TurnOutcome> EndAsync(Turn turn, ITurnListener listener, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var run = new Run(turn, models.For(turn.Agent.ModelId), listener, new Draft(turn.RunId, limits.MostAnswerBytes, listener), either.Token);
        try
        {
            await GenerateAsync(run, await RetrieveAsync(run));
            var citations = await CheckAsync(run);
            return End(run, TurnState.Complete, citations);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return End(run, TurnState.Cancelled, []);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return End(run, TurnState.Failed, [], FailureReasons.TurnTimeout);
        }
        catch (Exception error)
        {
            var reason = WasLost(error) ? FailureReasons.WorkerLost : (error as TurnFailure)?.Reason ?? FailureReasons.ModelFailed;
            TurnFailed(turn.TurnId, turn.RunId, reason, error);
            return End(run, WasLost(error) ? TurnState.Interrupted : TurnState.Failed, [], reason);
        }
    }

    private async Task<IReadOnlyList<PassageContent>> RetrieveAsync(Run run)
    {
        run.Listener.Entered(TurnPhase.Retrieving);
        var query = Utf8Prefix.Of(run.Turn.QuestionText, IPassageSearch.LongestQuery);
        var knowledge = run.Turn.Agent.Knowledge;
        if (string.IsNullOrWhiteSpace(query) || knowledge.Scope == KnowledgeScope.None)
            return [];
        var found = await Guarded(
            FailureReasons.RetrievalFailed,
            () => search.SearchAsync(run.Turn.Reader, query, limits.MostPassages, run.Stop).WaitAsync(run.Stop),
            run.Stop);
        return [.. found.Where(passage => knowledge.Has(passage.DocumentId))];
    }

    private Task<bool> GenerateAsync(Run run, IReadOnlyList<PassageContent> passages)
    {
        run.Listener.Entered(TurnPhase.Generating);
        run.Prompt.AddRange(PromptBuilder.Build(run.Turn, passages));
        return Guarded(FailureReasons.ModelFailed, () => StreamAsync(run), run.Stop);
    }

    private async Task<bool> StreamAsync(Run run)
    {
        var model = run.Model
            ?? throw new TurnFailure(FailureReasons.ModelFailed, $"The model {run.Turn.Agent.ModelId} is not configured.");
        var answer = tools.AnswerAsync(model, run.Turn, run.Prompt, run.Listener, run.Stop);
        var updates = safety.Filter(model, run.Turn, checker.Filter(model, run.Turn.Reader, run.Prompt, answer, run.Stop));
        await using var stream = new ModelStream(updates.GetAsyncEnumerator(run.Stop), time);
        while (await stream.MoveNextAsync(run.Stop))
            run.Draft.Add(stream.Current);
        run.Draft.Close();
        return true;
    }

    private Task<IReadOnlyList<VerifiedCitation>> CheckAsync(Run run) => Guarded(
        FailureReasons.RetrievalFailed,
        () => checker.CheckAsync(run.Turn.Reader, run.Draft.Citations, run.Stop).WaitAsync(run.Stop),
        run.Stop);

    /// <summary>Names the failure of a step; what was stopped is left for the caller to name.</summary>
    private static async Task<T> Guarded<T>(string reason, Func<Task<T>> step, CancellationToken stop)
    {
        try
        {
            return await step();
        }
        catch (Exception error) when (error is not TurnFailure && !stop.IsCancellationRequested)
        {
            throw new TurnFailure(reason, "A step of the turn failed.", error);
        }
    }

    private TurnOutcome End(
        Run run, TurnState state, IReadOnlyList<VerifiedCitation> citations, string? reason = null) =>
        new(state, run.Draft.Text, citations, run.Draft.UsageFor(run.Prompt), run.Model?.ModelId ?? run.Turn.Agent.ModelId, reason);

    /// <summary>A process of this server that ends takes runs with it: that says nothing about the question, which is asked again.</summary>
    private static bool WasLost(Exception error) => WorkerErrors.IsLost(error.InnerException ?? error);

    private sealed record Run(Turn Turn, Model? Model, ITurnListener Listener, Draft Draft, CancellationToken Stop)
    {
        public List<ChatMessage> Prompt { get; } = [];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turn {TurnId} failed in run {RunId}: {Reason}")]
    private partial void TurnFailed(string turnId, string runId, string reason, Exception error);
}
