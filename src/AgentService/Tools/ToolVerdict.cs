namespace GroupChat.Agents.Tools;

/// <summary>What the rules say about a call.</summary>
/// <param name="Tool">Null when there is no such tool.</param>
/// <param name="Why">Why it is not simply run; null when it is.</param>
/// <param name="MayBeApproved">A member can allow it all the same.</param>
internal sealed record ToolVerdict(Tool? Tool, string? Why = null, bool MayBeApproved = false)
{
    public bool NeedsApproval => Why is not null && MayBeApproved;

    public bool IsRefused => Why is not null && !MayBeApproved;

    public static ToolVerdict Refused(string why, Tool? tool = null) => new(tool, why);
}
