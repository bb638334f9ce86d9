namespace GroupChat.Chaos.Tests.Checking;

/// <summary>What a client knows about one try of an operation.</summary>
internal abstract record Outcome
{
    /// <summary>The server says that it is durable.</summary>
    /// <param name="Sequence">Where; 0 when the answer does not say.</param>
    /// <param name="AlreadyExisted">It says that an earlier try had done it.</param>
    internal sealed record Acknowledged(long Sequence, bool AlreadyExisted) : Outcome
    {
        /// <summary>Where, as the answer to a change says it; empty when it does not say.</summary>
        public string Cursor { get; init; } = "";
    }

    /// <summary>The server says that it did not do it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Original">Sequence of the message that has the id already; 0 when there is none.</param>
    internal sealed record Refused(string Reason, long Original) : Outcome;

    /// <summary>No answer: done, not done, or still to be done.</summary>
    internal sealed record Unknown : Outcome;
}
