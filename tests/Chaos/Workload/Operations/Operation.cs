namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Something a client does. It is tried again, on whatever connection there is, until its outcome is known.</summary>
internal abstract class Operation
{
    /// <summary>Makes one attempt, or several side by side; true when nothing is left to be tried.</summary>
    public abstract Task<bool> TryAsync(ChaosClient client);
}
