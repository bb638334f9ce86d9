using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>One call of each kind, run to its end.</summary>
internal static class Calls
{
    public static Ping Ping(string text = "") => new() { Text = text };

    public static async Task<string> UnaryTextAsync(this Probe.ProbeClient client, string text, CallOptions options = default)
    {
        using var call = client.UnaryAsync(Ping(text), options);
        return (await call.ResponseAsync.Soon()).Text;
    }

    public static async Task<string> ClientStreamTextAsync(this Probe.ProbeClient client, params string[] texts)
    {
        using var call = client.ClientStream();
        foreach (var text in texts)
            await call.RequestStream.WriteAsync(Ping(text)).Soon();
        await call.RequestStream.CompleteAsync().Soon();
        return (await call.ResponseAsync.Soon()).Text;
    }

    public static async Task<string[]> ServerStreamTextsAsync(this Probe.ProbeClient client, string text)
    {
        using var call = client.ServerStream(Ping(text));
        return await call.ResponseStream.TextsAsync().Soon();
    }

    public static async Task<string[]> DuplexTextsAsync(this Probe.ProbeClient client, params string[] texts)
    {
        using var call = client.Duplex();
        foreach (var text in texts)
            await call.RequestStream.WriteAsync(Ping(text)).Soon();
        await call.RequestStream.CompleteAsync().Soon();
        return await call.ResponseStream.TextsAsync().Soon();
    }

    public static async Task<RpcException> FailsAsync(Func<Task> call) =>
        await Assert.ThrowsAnyAsync<RpcException>(() => call().Soon());

    private static async Task<string[]> TextsAsync(this IAsyncStreamReader<Pong> pongs)
    {
        var texts = new List<string>();
        await foreach (var pong in pongs.ReadAllAsync())
            texts.Add(pong.Text);
        return [.. texts];
    }
}
