using GroupChat.Bench.Benches;
using GroupChat.Bench.Servers;

var benches = new Dictionary<string, Func<bool, Task>>(StringComparer.Ordinal)
{
    ["start"] = StartBench.RunAsync,
    ["unary"] = LatencyBench.UnaryAsync,
    ["echo"] = LatencyBench.EchoAsync,
    ["append-one-room"] = AppendBench.OneRoomAsync,
    ["fanout-one-room"] = quick => FanoutBench.RunAsync("fanout-one-room", rooms: 1, members: 200, messagesPerSecond: 100, quick),
    ["fanout-100-rooms"] = quick => FanoutBench.RunAsync("fanout-100-rooms", rooms: 100, members: 10, messagesPerSecond: 1000, quick),
    ["append-100-rooms"] = AppendBench.HundredRoomsAsync,
    ["append-100-rooms-postgres"] = AppendBench.HundredRoomsOnPostgresAsync,
    ["search-1m"] = SearchBench.RunAsync,
    ["slow-readers"] = SlowReadersBench.RunAsync,
    ["idle-streams"] = IdleStreamsBench.RunAsync,
    ["resume"] = ResumeBench.RunAsync,
    ["room-growth"] = RoomGrowthBench.RunAsync,
    ["edge-json"] = JsonBench.RunAsync,
    ["edge-web"] = WebBench.RunAsync,
    ["edge-ws"] = SocketBench.RunAsync,
    ["vector-search"] = VectorSearchBench.RunAsync,
    ["vector-build"] = VectorBuildBench.RunAsync,
    ["vector-exact"] = VectorExactBench.RunAsync,
    ["vector-filter"] = VectorFilterBench.RunAsync,
    ["vector-load"] = VectorLoadBench.RunAsync,
    ["vector-mixed"] = VectorMixedBench.RunAsync,
    ["hybrid"] = HybridBench.RunAsync,
    ["lexical"] = LexicalBench.RunAsync,
    ["edge-forward"] = ForwardBench.RunAsync,
    ["llm-decode"] = LlmDecodeBench.RunAsync,
    ["llm-ttft"] = LlmFirstTokenBench.CachedAsync,
    ["llm-fair"] = LlmFirstTokenBench.FairAsync,
    ["llm-cancel"] = LlmCancelBench.RunAsync,
    ["llm-rooms"] = LlmRoomsBench.RunAsync,
    ["llm-keep"] = LlmKeepBench.RunAsync,
};

// Models run in a program of ours, whose idle threads sleep instead of spinning (src/Directory.Build.targets). Read when the pool starts.
if (args is [var wanted, ..] && wanted.StartsWith("llm-", StringComparison.Ordinal))
    AppContext.SetData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", 0);

switch (args)
{
    case ["serve-echo", var port]:
        await EchoServer.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["serve-hub", var port]:
        await HubServer.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["list"]:
        Console.WriteLine(string.Join('\n', benches.Keys));
        return 0;
    case [var name, .. var rest] when benches.TryGetValue(name, out var bench) && rest is [] or ["--quick"]:
        await bench(rest is ["--quick"]);
        return 0;
    default:
        Console.Error.WriteLine($"usage: bench/run.sh list | NAME [--quick]   ({string.Join(", ", benches.Keys)})");
        return 2;
}
