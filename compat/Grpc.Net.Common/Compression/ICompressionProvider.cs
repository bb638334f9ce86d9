using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One way to compress messages, chosen by its name in the grpc-encoding header.</summary>
public interface ICompressionProvider
{
    string EncodingName { get; }

    /// <summary>A stream that compresses into the given one, which stays open; no level means the provider's own.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that reads the given one decompressed; the given one stays open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
