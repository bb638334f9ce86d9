using System.Text;

namespace GroupChat.Bench.Wire;

/// <summary>Header blocks of literals without indexing or Huffman code (RFC 7541, section 6.2.2): long, but simple.</summary>
internal static class Http2Headers
{
    private const int MostInPrefix = 127;

    public static byte[] OfCall(Uri address, string path, string token)
    {
        using var block = new MemoryStream();
        Add(block, ":method", "POST");
        Add(block, ":scheme", "http");
        Add(block, ":authority", address.Authority);
        Add(block, ":path", path);
        Add(block, "content-type", "application/grpc");
        Add(block, "te", "trailers");
        Add(block, "authorization", $"Bearer {token}");
        return block.ToArray();
    }

    private static void Add(MemoryStream block, string name, string value)
    {
        block.WriteByte(0);
        AddString(block, name);
        AddString(block, value);
    }

    private static void AddString(MemoryStream block, string text)
    {
        var rest = text.Length - MostInPrefix;
        block.WriteByte((byte)Math.Min(text.Length, MostInPrefix));
        if (rest >= 0)
        {
            for (; rest >= 128; rest >>= 7)
                block.WriteByte((byte)(rest & 127 | 128));
            block.WriteByte((byte)rest);
        }

        block.Write(Encoding.ASCII.GetBytes(text));
    }
}
