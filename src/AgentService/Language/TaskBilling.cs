using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Language;

/// <summary>
/// Tasks count as their callers' use: whoever has used up what they may gets nothing more of a model, and what a task took is counted,
/// also when it failed or its caller left.
/// </summary>
internal sealed class TaskBilling(IUsageLedger ledger, TimeProvider time)
{
    /// <param name="userId">The caller; empty for a service, which nobody limits.</param>
    /// <param name="task">Asks models on their behalf.</param>
    public async Task<T> RunAsync<T>(string userId, Func<ModelAsker, Task<T>> task)
    {
        var costs = new CostSheet();
        try
        {
            return await task(new ModelAsker(CostKind.Task, costs)
            {
                UserId = userId,
                Admission = userId.Length > 0 ? cancellationToken => ledger.RequireAsync(userId, cancellationToken) : null,
            });
        }
        finally
        {
            if (await costs.SettleAsync(time) is { Count: > 0 } taken)
                await ledger.RecordAsync(userId, taken);
        }
    }
}
