using GroupChat.Agents.Storage;

namespace GroupChat.Agents.Catalog;

/// <summary>
/// The agents as they are now, in memory: a turn looks here. Changes of this process are here before they are answered, those of
/// others that share the database within a second.
/// </summary>
internal sealed class AgentCatalog(IAgentStore store) : IDisposable
{
    private const int PageSize = 500;

    private readonly SemaphoreSlim _reading = new(1);
    private volatile State _now = new(0, []);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>By handle; without those that were deleted.</summary>
    public IReadOnlyList<AgentProfile> All => [.. _now.ById.Values.Where(agent => !agent.IsDeleted).OrderBy(agent => agent.Handle, StringComparer.Ordinal)];

    /// <summary>All ids there ever were: what a deleted agent was asked has to be answered, too.</summary>
    public IReadOnlyList<string> Ids => [.. _now.ById.Keys.Order(StringComparer.Ordinal)];

    public AgentProfile? Find(string agentId) => _now.ById.GetValueOrDefault(agentId) is { IsDeleted: false } agent ? agent : null;

    /// <summary>Deleted or not.</summary>
    public AgentProfile? FindAny(string agentId) => _now.ById.GetValueOrDefault(agentId);

    /// <summary>Completes with the next change.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Takes in what has changed since the last time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var before = _now.Revision;
            while (await store.ListChangedAsync(_now.Revision, PageSize, cancellationToken) is { Count: > 0 } changes)
                _now = _now.With(changes);
            if (_now.Revision != before)
                Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private sealed record State(long Revision, Dictionary<string, AgentProfile> ById)
    {
        public State With(IReadOnlyList<AgentChange> changes)
        {
            var byId = new Dictionary<string, AgentProfile>(ById);
            foreach (var change in changes)
                byId[change.Agent.AgentId] = change.Agent;
            return new(changes[^1].Revision, byId);
        }
    }
}
