using System.Text.Json;
using GroupChat.Agents.Tools;
using ModelContextProtocol;

namespace GroupChat.Agents.Mcp;

/// <summary>What a call that went wrong means for whoever asked for it.</summary>
internal static class McpFailure
{
    public static ToolException Of(Exception error, bool isOver, int mostBytes) => error switch
    {
        ToolException known => known,
        _ when isOver => Lost("its server did not answer in time."),
        McpProtocolException refused => new ToolException("its server reports an error.", PlainText.Of(refused.Message, mostBytes)),
        JsonException or FormatException or ArgumentException => Lost("its server's answer cannot be read."),
        _ => Lost("its server was lost."),
    };

    private static ToolException Lost(string why) => new(why) { MayHaveActed = true };
}
