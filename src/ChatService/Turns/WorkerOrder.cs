using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Turns;

/// <summary>What a worker is told.</summary>
internal abstract record WorkerOrder
{
    private WorkerOrder()
    {
    }

    public sealed record Start(Turn Turn, RunId Run, int Attempt) : WorkerOrder
    {
        /// <summary>The run that this node holds the turn with already.</summary>
        public RunId? Held { get; init; }
    }

    public sealed record Stop(TurnId Turn, RunId Run) : WorkerOrder;

    public sealed record Tool(TurnId Turn, RunId Run, int Number, ToolReply Reply) : WorkerOrder;

    public sealed record Finished(TurnId Turn, RunId Run, bool Accepted) : WorkerOrder;
}
