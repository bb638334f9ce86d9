using System.Net.WebSockets;
using Google.Protobuf;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>What a WebSocket costs the server beside plain gRPC: processor time of its process for each ping and pong on an open Converse stream and each message of a room, and how many messages get through.</summary>
internal static class SocketBench
{
    private const int Streams = 8;
    private static readonly byte[] Ping = new ConverseRequest { RequestId = "r", Ping = new() }.ToByteArray();

    public static async Task RunAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        var channels = Enumerable.Range(0, Streams).Select(_ => GrpcChannel.ForAddress(gateway.Address)).ToList();
        using var end = new CancellationTokenSource();
        var client = await BenchClient.SignInAsync(channels[0], "socket");
        var streams = await Task.WhenAll(channels.Select(channel => new BenchClient(channel, client.Token).OpenAsync(end.Token)));
        var proto = await Task.WhenAll(channels.Select(_ => ConnectAsync(gateway, client, isJson: false)));
        var json = await Task.WhenAll(channels.Select(_ => ConnectAsync(gateway, client, isJson: true)));
        var (trips, rounds) = quick ? (1_000, 5) : (5_000, 11);
        var text = """{"message":{"requestId":"r","ping":{}}}"""u8.ToArray();

        var medians = await Measure.InterleavedAsync(rounds,
        [
            () => CpuAsync(gateway, trips, index => streams[index].RoundTripAsync(new() { RequestId = "r", Ping = new() })),
            () => CpuAsync(gateway, trips, index => RoundTripAsync(proto[index], Ping, WebSocketMessageType.Binary)),
            () => CpuAsync(gateway, trips, index => RoundTripAsync(json[index], text, WebSocketMessageType.Text)),
        ]);
        Print("cpu_per_call", "protobuf", medians[1]);
        Print("cpu_per_call_json", "JSON", medians[2]);
        var stream = await StreamRound.FillAsync(gateway, client, "socket", quick);
        await stream.CompareAsync("edge-ws", "", "protobuf, a WebSocket each time", () => SocketStream.ReadAsync(gateway, client, stream.Request, isJson: false));
        await stream.CompareAsync("edge-ws", "_json", "JSON, a WebSocket each time", () => SocketStream.ReadAsync(gateway, client, stream.Request, isJson: true));
        await end.CancelAsync();
        foreach (var thing in channels.Cast<IDisposable>().Concat(proto).Concat(json))
            thing.Dispose();

        void Print(string figure, string form, double ours) =>
            new Figure("edge-ws", figure, ours, medians[0], "the same over gRPC, a connection each", "us",
                $"ping and pong in {form}; {Streams} streams, a connection each; median of interleaved rounds of {trips} round trips a stream").Print();
    }

    private static async Task<ClientWebSocket> ConnectAsync(ServerProcess gateway, BenchClient client, bool isJson)
    {
        var socket = await SocketStream.ConnectAsync(gateway, client, "Converse", isJson);
        var open = isJson ? """{"message":{"open":{}}}"""u8.ToArray() : new ConverseRequest { Open = new() }.ToByteArray();
        await RoundTripAsync(socket, open, isJson ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
        await RoundTripAsync(socket, [], null); // headers came first
        return socket;
    }

    private static async Task RoundTripAsync(ClientWebSocket socket, byte[] frame, WebSocketMessageType? type)
    {
        if (type is { } kind)
            await socket.SendAsync(frame.AsMemory(), kind, endOfMessage: true, default);
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), default);
        if (read.MessageType == WebSocketMessageType.Close)
            throw new InvalidOperationException("the call failed");
    }

    private static async Task<double> CpuAsync(ServerProcess gateway, int trips, Func<int, Task> roundTrip)
    {
        var before = gateway.Cpu;
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(async index =>
        {
            for (var trip = 0; trip < trips; trip++)
                await roundTrip(index);
        }));
        return (gateway.Cpu - before).TotalMicroseconds / (trips * Streams);
    }
}
