namespace GroupChat.Chat.Turns;

/// <summary>A node's wish to work on a turn. The database lets one node have it.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Run">The run that begins.</param>
/// <param name="Attempt">Its number: one that is not higher than the last comes too late.</param>
internal sealed record RunClaim(TurnId Turn, RunId Run, int Attempt)
{
    /// <summary>The run that this node held the turn with until now; it may follow itself.</summary>
    public RunId? Held { get; init; }

    /// <summary>Leases that end by then have ended.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Until then nobody else may have it, unless it is renewed. Null: nobody else is there.</summary>
    public DateTimeOffset? Until { get; init; }
}
