using GroupChat.Agents.Catalog;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>Answers what is assigned, so many turns at a time; more wait for a place.</summary>
internal sealed class AssignedTurns(AgentCatalog agents, TurnRunner runner, AgentsOptions options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.MaxConcurrentTurns);

    public int MostAtATime => options.MaxConcurrentTurns;

    /// <summary>Deleted ones included: what they were asked ends at once.</summary>
    public IReadOnlyList<string> AgentIds => agents.Ids;

    /// <summary>Completes when there are other agents.</summary>
    public Task Changed => agents.Changed;

    /// <summary>Ends in an outcome whatever happens.</summary>
    public async Task<TurnOutcome> AnswerAsync(RunAssignment assignment, ITurnListener listener, CancellationToken stop)
    {
        if (agents.Find(assignment.AgentId) is not { } agent)
            return new TurnOutcome(TurnState.Failed, "", [], TurnUsage.Nothing, "", FailureReasons.AgentNotFound);
        try
        {
            await _places.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return new TurnOutcome(TurnState.Cancelled, "", [], TurnUsage.Nothing, agent.ModelId, null);
        }
        try
        {
            return await runner.RunAsync(assignment.ToTurn(agent), listener, stop);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
