namespace GroupChat.ServiceDefaults.Storage;

/// <summary>One piece of work for the writer and the task its caller awaits. Only the writer thread touches its outcome.</summary>
internal abstract class WriteItem
{
    /// <summary>What the work is going to touch, for whoever prepares a batch; null when there is nothing to say.</summary>
    public object? Hint { get; init; }

    /// <summary>True for an item that needs no work any more, because its caller gave up before it began.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>What the database could not do; null when it did what it was asked, or was asked for what is not possible.</summary>
    public Exception? Trouble { get; protected set; }

    /// <summary>Does the work inside the current transaction; may be called again after a rollback.</summary>
    public abstract void Run(SqlSession session);

    /// <summary>The work is undone and the caller will see this, in words for callers.</summary>
    public abstract void Fail(Exception error);

    /// <summary>The transaction is over: tells the subscriber of commits. Its exception is the caller's to log.</summary>
    public abstract void Announce();

    /// <summary>Completes the task; continuations run on the thread pool.</summary>
    public abstract void Complete();
}
