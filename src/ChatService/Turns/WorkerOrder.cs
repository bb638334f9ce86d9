namespace GroupChat.Chat.Turns;

/// <summary>What a worker is told.</summary>
internal abstract record WorkerOrder
{
    private WorkerOrder()
    {
    }

    public sealed record Start(Turn Turn, RunId Run, int Attempt) : WorkerOrder;

    public sealed record Stop(TurnId Turn, RunId Run) : WorkerOrder;

    public sealed record Finished(TurnId Turn, RunId Run, bool Accepted) : WorkerOrder;
}
