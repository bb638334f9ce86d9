using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>What the server of one test does for each kind of call; by default it answers with what it was sent.</summary>
internal sealed class ProbeScript
{
    public UnaryServerMethod<Ping, Pong> Unary { get; init; } = (ping, _) => Task.FromResult(Answer(ping));

    public ClientStreamingServerMethod<Ping, Pong> ClientStream { get; init; } = async (pings, context) =>
    {
        var texts = new List<string>();
        await foreach (var ping in pings.ReadAllAsync(context.CancellationToken))
            texts.Add(ping.Text);
        return new Pong { Text = string.Join(",", texts) };
    };

    public ServerStreamingServerMethod<Ping, Pong> ServerStream { get; init; } = async (ping, pongs, context) =>
    {
        foreach (var text in ping.Text.Split(','))
            await pongs.WriteAsync(new Pong { Text = text }, context.CancellationToken);
    };

    public DuplexStreamingServerMethod<Ping, Pong> Duplex { get; init; } = async (pings, pongs, context) =>
    {
        await foreach (var ping in pings.ReadAllAsync(context.CancellationToken))
            await pongs.WriteAsync(Answer(ping), context.CancellationToken);
    };

    private static Pong Answer(Ping ping) => new() { Text = ping.Text, Payload = ping.Payload };
}
