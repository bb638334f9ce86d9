using System.Text;

namespace GroupChat.Gateway.Edge.Web;

/// <summary>The last frame of a gRPC-Web answer: trailing metadata as lines of <c>name:value</c>, names in lower case.</summary>
internal static class TrailersFrame
{
    public const byte Flag = 0x80;

    public static byte[] Of(IHeaderDictionary trailers)
    {
        var lines = new StringBuilder();
        foreach (var (name, values) in trailers)
        {
            if (IsHttp(name))
                continue;
            foreach (var value in values)
                lines.Append(name.ToLowerInvariant()).Append(':').Append(value).Append("\r\n");
        }

        var frame = new byte[GrpcFrame.PrefixLength + Encoding.UTF8.GetByteCount(lines.ToString())];
        Encoding.UTF8.GetBytes(lines.ToString(), frame.AsSpan(GrpcFrame.PrefixLength));
        GrpcFrame.WritePrefix(frame, frame.Length - GrpcFrame.PrefixLength, Flag);
        return frame;
    }

    // An answer without messages has its status among the headers of the response.
    private static bool IsHttp(string name) => name.StartsWith("content-", StringComparison.OrdinalIgnoreCase);
}
