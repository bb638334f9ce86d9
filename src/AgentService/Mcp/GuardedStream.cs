using GroupChat.Agents.Models.Remote;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// What a server writes, before anything reads it. Readers keep a line, or an event of several lines, in memory until it ends, and take as
/// many of them as come: a server that writes one without end, or more than anybody needs, is cut off here.
/// </summary>
/// <param name="inner">What it writes.</param>
/// <param name="mostPerMessage">Bytes of one.</param>
/// <param name="isOfEvents">An empty line ends a message, and not every line.</param>
/// <param name="budget">Of the whole connection.</param>
internal sealed class GuardedStream(Stream inner, int mostPerMessage, bool isOfEvents, McpBudget budget) : WatchedStream(inner)
{
    private long _line;
    private long _message;

    protected override void Look(ReadOnlySpan<byte> bytes)
    {
        budget.Spend(bytes.Count((byte)'\n'), bytes.Length);
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line += bytes[..end].TrimEnd((byte)'\r').Length;
            _message = isOfEvents && _line > 0 ? _message + _line : 0;
            _line = 0;
            bytes = bytes[(end + 1)..];
        }
        _line += bytes.Length;
        if (_message + _line > mostPerMessage)
            throw budget.Exceeded("it wrote a message that is too long");
    }
}
