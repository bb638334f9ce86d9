using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace GroupChat.Gateway.Pages;

/// <summary>One file of a page, as it is sent.</summary>
/// <param name="name">Its path within the page.</param>
/// <param name="content">Its bytes.</param>
internal sealed class PageFile(string name, byte[] content)
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Packed when it is first asked for: most runs of the server never are.
    private readonly Lazy<byte[]> _packed = new(() => Pack(content));

    public string Name => name;

    public byte[] Content => content;

    public string MediaType { get; } = Types[Path.GetExtension(name)];

    public string Tag { get; } = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";

    /// <summary>In Brotli. Content that nobody may know the length of is no page, so it is packed over TLS as well.</summary>
    public byte[] Packed => _packed.Value;

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            packing.Write(content);
        return packed.ToArray();
    }
}
