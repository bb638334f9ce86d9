namespace GroupChat.Agents.Tools.Ledger;

/// <summary>
/// Where the calls of a turn are recorded before they are made, in another service. Every method but the first throws
/// <see cref="ToolException"/> when nothing was recorded: then the call is not made.
/// </summary>
internal interface IToolLedger
{
    /// <summary>What earlier runs of the turn recorded, by number.</summary>
    IReadOnlyList<RecordedCall> Earlier { get; }

    /// <summary>Runs, waits for approval, or was refused by a rule.</summary>
    Task<RecordedCall> RequestAsync(CallRequest request, CancellationToken cancellationToken);

    /// <summary>Waits for the decision.</summary>
    Task<RecordedCall> DecidedAsync(int number, CancellationToken cancellationToken);

    /// <summary>Uses an approval up; succeeds once in the life of the call.</summary>
    Task StartAsync(int number, CancellationToken cancellationToken);

    Task FinishAsync(int number, CallState state, string result, CancellationToken cancellationToken);
}
