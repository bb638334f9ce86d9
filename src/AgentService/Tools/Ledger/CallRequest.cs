namespace GroupChat.Agents.Tools.Ledger;

/// <summary>A call before it is made.</summary>
/// <param name="Number">One more than that of the call before.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">JSON.</param>
/// <param name="Verdict">What the rules say.</param>
internal sealed record CallRequest(int Number, string Tool, string Arguments, ToolVerdict Verdict)
{
    public string Definition => Verdict.Tool?.Definition ?? "";

    public ToolEffect Effect => Verdict.Tool?.Effect ?? ToolEffect.Reads;
}
