using System.IO.Compression;
using Grpc.Net.Compression;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>Counts the messages that a compression provider is used for.</summary>
internal sealed class CountingProvider(ICompressionProvider inner) : ICompressionProvider
{
    private int _compressed;
    private int _decompressed;

    public int Compressed => _compressed;
    public int Decompressed => _decompressed;
    public string EncodingName => inner.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
    {
        Interlocked.Increment(ref _compressed);
        return inner.CreateCompressionStream(stream, compressionLevel);
    }

    public Stream CreateDecompressionStream(Stream stream)
    {
        Interlocked.Increment(ref _decompressed);
        return inner.CreateDecompressionStream(stream);
    }
}
