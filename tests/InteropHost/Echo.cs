using GroupChat.InteropHost.Testing;
using Grpc.Core;

namespace GroupChat.InteropHost;

/// <summary>What a client sends in order to get it back: metadata of both kinds, and a status.</summary>
internal static class Echo
{
    private const string Initial = "x-grpc-test-echo-initial";
    private const string Trailing = "x-grpc-test-echo-trailing-bin";

    public static async Task MetadataAsync(ServerCallContext context, bool mayCompress)
    {
        var headers = new Metadata();
        if (context.RequestHeaders.GetValue(Initial) is { } initial)
            headers.Add(Initial, initial);
        if (context.RequestHeaders.GetValueBytes(Trailing) is { } trailing)
            context.ResponseTrailers.Add(Trailing, trailing);
        if (mayCompress)
            headers.Add(Compression.Request);
        if (headers.Count > 0)
            await context.WriteResponseHeadersAsync(headers);
    }

    public static Status StatusOf(EchoStatus? wanted) =>
        wanted is null ? Status.DefaultSuccess : new((StatusCode)wanted.Code, wanted.Message);
}
