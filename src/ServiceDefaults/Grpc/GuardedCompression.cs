using System.IO.Compression;
using Grpc.Net.Compression;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// A compression as usual, except that a message may not grow beyond the size limit when it is unpacked: the server
/// package checks the packed size only, and 4 MiB of packed zeros are 4 GiB.
/// </summary>
internal sealed class GuardedCompression(ICompressionProvider inner, int limit) : ICompressionProvider
{
    public string EncodingName => inner.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        inner.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new LimitedStream(inner.CreateDecompressionStream(stream), limit);
}
