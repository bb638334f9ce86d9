using System.IO.Compression;
using Google.Protobuf;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace GroupChat.Compat.Tests;

/// <summary>The two providers by themselves and between the official packages.</summary>
public sealed class CompressionTests
{
    private static readonly byte[] Plain = new byte[100_000];

    public static TheoryData<string> Encodings => ["gzip", "deflate"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Provider_RoundTrip_ShrinksAndLeavesStreamsOpen(string encoding)
    {
        var provider = Provider(encoding);
        using var packed = new MemoryStream();
        using (var writer = provider.CreateCompressionStream(packed, null))
            writer.Write(Plain);
        Assert.True(packed.CanWrite);
        Assert.InRange(packed.Length, 1, Plain.Length / 10);

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using (var reader = provider.CreateDecompressionStream(packed))
            reader.CopyTo(unpacked);
        Assert.True(packed.CanRead);
        Assert.Equal(Plain, unpacked.ToArray());
        Assert.Equal(encoding, provider.EncodingName);
    }

    [Theory]
    [InlineData("gzip", 0x1F)]
    [InlineData("deflate", 0x78)]
    public void Provider_Compressed_StartsLikeItsFormat(string encoding, int firstByte)
    {
        using var packed = new MemoryStream();
        using (var writer = Provider(encoding).CreateCompressionStream(packed, CompressionLevel.Optimal))
            writer.Write(Plain);
        Assert.Equal(firstByte, packed.ToArray()[0]);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Request_Compressed_ArrivesWhole(string encoding)
    {
        var provider = new CountingProvider(Provider(encoding));
        await using var server = await ProbeServer.StartAsync(configure: options => options.CompressionProviders = [provider]);
        var client = server.Client(new GrpcChannelOptions { CompressionProviders = [provider] });
        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };
        var pong = await client.UnaryAsync(Big(), headers).ResponseAsync.Soon();

        Assert.Equal(Plain, pong.Payload.ToByteArray());
        Assert.Equal((1, 1), (provider.Compressed, provider.Decompressed));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Response_Compressed_ArrivesWhole(string encoding)
    {
        var provider = new CountingProvider(Provider(encoding));
        await using var server = await ProbeServer.StartAsync(configure: Compressing(provider));
        var client = server.Client(new GrpcChannelOptions { CompressionProviders = [provider] });
        var pong = await client.UnaryAsync(Big()).ResponseAsync.Soon();

        Assert.Equal(Plain, pong.Payload.ToByteArray());
        Assert.Equal((1, 1), (provider.Compressed, provider.Decompressed));
    }

    [Fact]
    public async Task Response_NoCompressFlag_TravelsPlain()
    {
        var provider = new CountingProvider(Provider("gzip"));
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                ServerStream = async (ping, pongs, _) =>
                {
                    pongs.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                    await pongs.WriteAsync(new Pong { Payload = ping.Payload });
                    pongs.WriteOptions = WriteOptions.Default;
                    await pongs.WriteAsync(new Pong { Payload = ping.Payload });
                },
            },
            Compressing(provider));
        using var call = server.Client().ServerStream(Big());
        for (var i = 0; i < 2; i++)
        {
            Assert.True(await call.ResponseStream.MoveNext().Soon());
            Assert.Equal(Plain, call.ResponseStream.Current.Payload.ToByteArray());
        }
        Assert.Equal(1, provider.Compressed);
    }

    private static Ping Big() => new() { Payload = UnsafeByteOperations.UnsafeWrap(Plain) };

    private static ICompressionProvider Provider(string encoding) => encoding == "gzip"
        ? new GzipCompressionProvider(CompressionLevel.Fastest)
        : new DeflateCompressionProvider(CompressionLevel.Fastest);

    private static Action<GrpcServiceOptions> Compressing(CountingProvider provider) => options =>
    {
        options.CompressionProviders = [provider];
        options.ResponseCompressionAlgorithm = provider.EncodingName;
    };
}
