using System.Net;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>Frames of gRPC over HTTP/2: flags, lengths, packing, and what is in them.</summary>
internal sealed class GrpcTarget : IFuzzTarget
{
    private static readonly string[] Types = ["application/grpc", "application/grpc", "application/grpc+proto", "application/grpc+json", "application/grpc;x"];
    private static readonly string[] Encodings = ["gzip", "deflate", "identity", "br", "", "gzip,gzip"];

    public async Task RunAsync(Random dice, FuzzWorld world)
    {
        var call = FuzzCall.Make(dice, world);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Address, call.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Mutator.Spoil(dice, call.Body)),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", Types[dice.Next(Types.Length)]);
        request.Headers.TE.Add(new("trailers"));
        request.Headers.TryAddWithoutValidation("grpc-timeout", dice.Next(10) == 0 ? TimeoutOf(dice) : "300m");
        if (dice.Next(3) == 0)
            request.Headers.TryAddWithoutValidation("grpc-encoding", Encodings[dice.Next(Encodings.Length)]);
        if (dice.Next(3) == 0)
            request.Headers.TryAddWithoutValidation("grpc-accept-encoding", Encodings[dice.Next(Encodings.Length)]);
        request.Headers.Authorization = new("Bearer", world.Token);

        try
        {
            using var answer = await world.Http.SendAsync(request).Within();
            Judge(answer, call.Path);
        }
        catch (HttpRequestException error) when (error.InnerException is HttpProtocolException)
        {
            // The stream was reset, which is how gRPC ends what nobody waits for any more.
        }
    }

    // Only letters that the client's own library lets through.
    private static string TimeoutOf(Random dice) => string.Concat(Mutator.Spoil(dice, "300m").Where(letter => letter is > ' ' and < (char)127));

    private static void Judge(HttpResponseMessage answer, string what)
    {
        Verdict.OfHttp((int)answer.StatusCode, what);
        foreach (var headers in (System.Net.Http.Headers.HttpHeaders[])[answer.Headers, answer.TrailingHeaders])
            Verdict.OfGrpc(headers.TryGetValues("grpc-status", out var status) ? status.First() : null, $"{what} {string.Join(' ', headers)}");
    }
}
