namespace GroupChat.Agents.Tools;

/// <summary>The end of one call.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Text">What the model is told; never longer than the tool's limit.</param>
internal sealed record ToolOutcome(ToolState State, string Text)
{
    public static ToolOutcome Failed(string why) => new(ToolState.Failed, $"The tool failed: {why}");

    public static ToolOutcome Refused(string why) => new(ToolState.Refused, $"The tool was not run: {why}");

    public static ToolOutcome Unknown(string why) =>
        new(ToolState.Unknown, $"Nobody knows whether the tool took effect: {why} It is not run again by itself.");
}
