using GroupChat.Bench.Echoing;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using Grpc.Net.Client;

namespace GroupChat.Bench.Benches;

/// <summary>Latency of one caller at a time: an authenticated unary call, and a round trip on an open Converse stream.</summary>
internal static class LatencyBench
{
    private const string Baseline = "bare gRPC echo service on the same stack";

    public static async Task UnaryAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        await using var echo = await ServerProcess.StartEchoAsync();
        using var ours = GrpcChannel.ForAddress(gateway.Address);
        using var bare = GrpcChannel.ForAddress(echo.Address);
        var client = await BenchClient.SignInAsync(ours, "unary");
        await client.Chat.CreateRoomAsync(new() { RoomId = "bench" }, client.Headers);
        var service = new EchoService.EchoServiceClient(bare);
        var message = new EchoMessage { Text = "bench" };

        Func<Task<double>> bareCalls = () => Measure.MedianLatencyAsync(1000, async () => await service.EchoAsync(message));
        await MeasureAsync("latency_p50", "GetSession: what identity, typed errors and strict messages add to a call",
            async () => await client.Sessions.GetSessionAsync(new(), client.Headers));
        await MeasureAsync("latency_p50_read", "GetRoom: the same and one read of the store",
            async () => await client.Chat.GetRoomAsync(new() { RoomId = "bench" }, client.Headers));

        async Task MeasureAsync(string figure, string what, Func<Task> call)
        {
            var (mine, baseline) = await Measure.InterleavedAsync(quick ? 11 : 31, () => Measure.MedianLatencyAsync(1000, call), bareCalls);
            new Figure("unary", figure, mine, baseline, Baseline, "us",
                $"{what}; access token sent, 1 caller, 1 connection; median of interleaved rounds of 1,000 calls").Print();
        }
    }

    public static async Task EchoAsync(bool quick)
    {
        await using var gateway = await ServerProcess.StartGatewayAsync();
        await using var echo = await ServerProcess.StartEchoAsync();
        using var ours = GrpcChannel.ForAddress(gateway.Address);
        using var bare = GrpcChannel.ForAddress(echo.Address);
        using var end = new CancellationTokenSource();
        var client = await BenchClient.SignInAsync(ours, "echo");
        var stream = await client.OpenAsync(end.Token);
        using var call = new EchoService.EchoServiceClient(bare).EchoStream(cancellationToken: end.Token);
        var message = new EchoMessage { Text = "bench" };

        var (mine, baseline) = await Measure.InterleavedAsync(quick ? 15 : 41,
            () => Measure.MedianLatencyAsync(1000, async () => await stream.RoundTripAsync(new() { RequestId = "r", Ping = new() })),
            () => Measure.MedianLatencyAsync(1000, async () =>
            {
                await call.RequestStream.WriteAsync(message);
                await call.ResponseStream.MoveNext(CancellationToken.None);
            }));
        await end.CancelAsync();
        new Figure("echo", "latency_p50", mine, baseline, Baseline, "us",
            "ping and pong on an open Converse stream; median of interleaved rounds of 1,000 round trips").Print();
    }
}
