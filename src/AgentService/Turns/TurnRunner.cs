using GroupChat.Agents.Catalog;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Retrieval;
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
/// <param name="search">Finds passages.</param>
/// <param name="checker">Checks quotes.</param>
/// <param name="models">What answers.</param>
/// <param name="tools">What models may use.</param>
/// <param name="safety">Takes out what may not be shown.</param>
/// <param name="limits">Of a run.</param>
/// <param name="time">Ends what takes too long.</param>
/// <param name="logger">Hears of failures.</param>
/// <param name="grounding">Makes prompts that grow with the room; without it each stands alone.</param>
internal sealed partial class TurnRunner(
    IPassageSearch search,
    CitationChecker checker,
    ModelCatalog models,
    ToolLoop tools,
    AnswerSafety safety,
    TurnLimits limits,
    TimeProvider time,
    ILogger<TurnRunner> logger,
    GroundingDesk? grounding = null)
{
    /// <param name="turn">What to answer.</param>
    /// <param name="listener">Hears the phases and the text.</param>
    /// <param name="cancellationToken">A member stopped the answer.</param>
    public async Task<TurnOutcome> RunAsync(Turn turn, ITurnListener listener, CancellationToken cancellationToken)
    {
        using var observation = new TurnObservation(turn, time);
        var account = new TurnAccount();
        var outcome = await SettleAsync(turn, await EndAsync(turn, listener, account, cancellationToken));
        observation.Ended(outcome);
        if (grounding is not null)
            await grounding.RecordAsync(turn, account, outcome);
        return outcome;
    }

    private async Task<TurnOutcome> SettleAsync(Turn turn, TurnOutcome outcome)
    {
        var costs = await turn.Costs.SettleAsync(time);
        return outcome with { Usage = TurnUsage.Of(costs), Costs = costs };
    }

    private async Task<TurnOutcome> EndAsync(Turn turn, ITurnListener listener, TurnAccount account, CancellationToken cancellationToken)
    {
        using var timeout = new TurnDeadline(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var run = new Run(turn, models.For(turn.Agent.ModelId), listener, new Draft(turn.RunId, limits.MostAnswerBytes, listener), account, timeout, either.Token);
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
        catch (Exception) when (timeout.Token.IsCancellationRequested)
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
        if (string.IsNullOrWhiteSpace(run.Turn.QuestionText) || run.Turn.Agent.Knowledge.Scope == KnowledgeScope.None)
            return [];
        var queries = grounding is null ? [PassageQuery.Asked(run.Turn)] : await grounding.QueriesAsync(run.Turn, run.Model, run.Stop);
        var found = await Guarded(
            FailureReasons.RetrievalFailed, () => new PassageFinder(search, limits.MostPassages).FindAsync(run.Turn, queries, run.Account, run.Stop), run.Stop);
        return [.. found.Where(static one => one.Use == PassageUse.Read).Select(static one => one.Passage)];
    }

    private async Task<bool> GenerateAsync(Run run, IReadOnlyList<PassageContent> passages)
    {
        run.Listener.Entered(TurnPhase.Generating);
        var model = run.Model
            ?? throw new TurnFailure(FailureReasons.ModelFailed, $"The model {run.Turn.Agent.ModelId} is not configured.");
        var turn = await PromptAsync(run, model, passages);
        return await Guarded(FailureReasons.ModelFailed, () => StreamAsync(run, turn, model), run.Stop);
    }

    /// <summary>Builds the prompt; the answer is the turn as the model sees it.</summary>
    private async Task<Turn> PromptAsync(Run run, Model model, IReadOnlyList<PassageContent> passages)
    {
        if (grounding is null)
        {
            run.Prompt.AddRange(PromptBuilder.Build(run.Turn, passages));
            return run.Turn;
        }
        var prompt = await grounding.PromptAsync(run.Turn, model, passages, run.Stop);
        run.Account.Prompted(prompt);
        run.Prompt.AddRange(prompt.Messages);
        return prompt.Turn;
    }

    private async Task<bool> StreamAsync(Run run, Turn turn, Model model)
    {
        var answer = tools.AnswerAsync(model, turn, run.Prompt, run.Listener, run.Deadline, run.Stop);
        var updates = safety.Filter(model, turn, checker.Filter(model, turn.Reader, run.Prompt, answer, run.Account, run.Stop));
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
        new(state, run.Draft.Text, citations, TurnUsage.Nothing, run.Model?.ModelId ?? run.Turn.Agent.ModelId, reason);

    /// <summary>A process of this server that ends takes runs with it: that says nothing about the question, which is asked again.</summary>
    private static bool WasLost(Exception error) => WorkerErrors.IsLost(error.InnerException ?? error);

    private sealed record Run(
        Turn Turn, Model? Model, ITurnListener Listener, Draft Draft, TurnAccount Account, TurnDeadline Deadline, CancellationToken Stop)
    {
        public List<ChatMessage> Prompt { get; } = [];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turn {TurnId} failed in run {RunId}: {Reason}")]
    private partial void TurnFailed(string turnId, string runId, string reason, Exception error);
}
