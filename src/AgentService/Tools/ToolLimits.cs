namespace GroupChat.Agents.Tools;

/// <summary>What calls of one tool may take.</summary>
/// <param name="Calls">In one turn.</param>
/// <param name="Time">For one call.</param>
/// <param name="ResultBytes">Of UTF-8; what is longer is cut, and says so.</param>
/// <param name="Fresh">How long a result may be given again for the same arguments; zero for never.</param>
internal sealed record ToolLimits(int Calls, TimeSpan Time, int ResultBytes, TimeSpan Fresh)
{
    /// <summary>8 calls of 10 s and 8 KiB each, none given again.</summary>
    public static ToolLimits Default { get; } = new(8, TimeSpan.FromSeconds(10), 8192, TimeSpan.Zero);
}
