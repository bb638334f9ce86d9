using GroupChat.Agents.Tools;

namespace GroupChat.Agents.Mcp;

/// <summary>Counts calls in a row that came to nothing, and says when a connection has to be left for it.</summary>
internal sealed class McpBreaker
{
    private const int MostFailures = 3;

    private int _failures;

    public void Reset() => Interlocked.Exchange(ref _failures, 0);

    /// <param name="failure">What became of the call; what the server says itself is an answer, and no failure of the server.</param>
    /// <param name="isSilent">It was not answered in time.</param>
    public McpLost? Failed(ToolException failure, bool isSilent) =>
        !failure.MayHaveActed ? null
        : Interlocked.Increment(ref _failures) >= MostFailures ? new McpLost("it did not answer several calls", isCondemned: true)
        : isSilent ? null
        : new McpLost("a call could not be made");
}
