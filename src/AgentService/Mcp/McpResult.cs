using System.Text;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Turns;
using ModelContextProtocol.Protocol;

namespace GroupChat.Agents.Mcp;

/// <summary>A result as text. What is no text is left out, and said to be: nobody looks into it, and no address in it is followed.</summary>
internal static class McpResult
{
    private const string Cut = "\n(cut off here)";
    private const int LongestKind = 64;

    /// <exception cref="ToolException">The server says that the call failed.</exception>
    public static string TextOf(CallToolResult result, int mostBytes)
    {
        var text = Bounded(result.Content, mostBytes);
        if (text.Length == 0 && result.StructuredContent is { } structured)
            text = Bounded([new TextContentBlock { Text = structured.GetRawText() }], mostBytes);
        return result.IsError == true ? throw new ToolException("its server says that it failed.", text) : text;
    }

    private static string Bounded(IEnumerable<ContentBlock> blocks, int mostBytes)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(TextOf(block));
            // Letters are never more than bytes.
            if (text.Length > mostBytes)
                break;
        }
        var all = text.ToString();
        return Encoding.UTF8.GetByteCount(all) <= mostBytes ? all : Utf8Prefix.Of(all, mostBytes - Cut.Length) + Cut;
    }

    private static string TextOf(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        ImageContentBlock image => $"(an image was left out: {Kind(image.MimeType)})",
        AudioContentBlock audio => $"(a sound was left out: {Kind(audio.MimeType)})",
        EmbeddedResourceBlock resource => $"(a resource was left out: {Kind(resource.Resource?.MimeType)})",
        ResourceLinkBlock link => $"(a link to a resource was left out: {Kind(link.MimeType)})",
        _ => "(something that is no text was left out)",
    };

    /// <summary>"image/png"; anything else is not for here.</summary>
    private static string Kind(string? type) =>
        type is { Length: > 0 and <= LongestKind } && type.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '+' or '-' or '.')
            ? type : "of an unknown kind";
}
