using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Benches;

/// <summary>Cold start to ready, and memory when idle, of a new process on an empty data folder.</summary>
internal static class StartBench
{
    private const string Conditions = "built output, empty data folder, resident memory 3 s after ready; baseline is ready at its first answered call";

    public static async Task RunAsync(bool quick)
    {
        var rounds = quick ? 3 : 7;
        List<double> seconds = [], megabytes = [], baselineSeconds = [], baselineMegabytes = [];
        for (var round = 0; round < rounds; round++)
        {
            await MeasureAsync(await ServerProcess.StartGatewayAsync(), seconds, megabytes);
            await MeasureAsync(await ServerProcess.StartEchoAsync(), baselineSeconds, baselineMegabytes);
        }
        const string Baseline = "bare gRPC echo server, same stack";
        new Figure("start", "ready_seconds", Median(seconds), Median(baselineSeconds), Baseline, "s", Conditions).Print();
        new Figure("start", "idle_mb", Median(megabytes), Median(baselineMegabytes), Baseline, "MB", Conditions).Print();
    }

    private static double Median(List<double> values) => Measure.Percentile(values, 50);

    private static async Task MeasureAsync(ServerProcess server, List<double> seconds, List<double> megabytes)
    {
        await using (server)
        {
            seconds.Add(server.ReadyAfter.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(3));
            megabytes.Add(server.MegabytesResident);
        }
    }
}
