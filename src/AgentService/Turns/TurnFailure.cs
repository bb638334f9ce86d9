namespace GroupChat.Agents.Turns;

/// <summary>Ends a run as failed; it never leaves the runner.</summary>
internal sealed class TurnFailure(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Reason { get; } = reason;
}
