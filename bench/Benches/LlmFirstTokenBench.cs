using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Bench.Llama;
using GroupChat.Bench.Load;
using GroupChat.TestSupport;

namespace GroupChat.Bench.Benches;

/// <summary>The time to the first token: with a beginning that the room has already had read, and while somebody else floods the queue.</summary>
internal static class LlmFirstTokenBench
{
    private const int Shared = 2_000;
    private const int Flood = 200;

    public static async Task CachedAsync(bool quick)
    {
        using var folder = new TempFolder();
        var model = LlamaModels.Small.Save(folder.File("model.gguf"));
        await using var engine = LlamaModels.Open(model, new EngineSettings { Threads = 1 });
        List<double> cold = [], warm = [];
        var rounds = quick ? 7 : 31;
        for (var round = 0; round <= rounds; round++)
        {
            var room = new LlamaRequest { RoomKey = $"room {round}", MaxTokens = 8, Sampling = LlamaSampling.Greedy };
            var first = await LlamaRun.OfAsync(engine, room with { Tokens = LlamaModels.Prompt(Shared + 20, round) });
            var second = await LlamaRun.OfAsync(engine, room with { Tokens = [.. LlamaModels.Prompt(Shared, round), .. LlamaModels.Prompt(20, round + 1)] });
            if (second.Usage.Cached < Shared)
                throw new InvalidOperationException("Nothing was shared.");
            if (round == 0)
                continue; // the first one warms
            cold.Add(first.FirstText);
            warm.Add(second.FirstText);
        }
        var conditions = FormattableString.Invariant($"{Shared} shared tokens and 20 of its own, one thread, {rounds} rounds");
        new Figure("llm-ttft", "cached_over_cold", Measure.Percentile(warm, 50), Measure.Percentile(cold, 50), "the same prompt with nothing known", "ms", conditions).Print();
    }

    public static async Task FairAsync(bool quick)
    {
        using var folder = new TempFolder();
        var model = LlamaModels.Small.Save(folder.File("model.gguf"));
        List<double> alone = [], flooded = [];
        var rounds = quick ? 5 : 15;
        await using var engine = LlamaModels.Open(model, new EngineSettings { Threads = 1 });
        for (var round = 0; round <= rounds; round++)
        {
            var quiet = await LlamaRun.OfAsync(engine, Asking("b", round));
            using var stop = new CancellationTokenSource();
            var flood = Enumerable.Range(0, Flood).Select(number => DrainAsync(engine, Asking("a", number + 1) with { MaxTokens = 256 }, stop.Token)).ToList();
            while (engine.Counters is { Running: < 4 } or { Waiting: < Flood - 4 })
                await Task.Delay(1);
            var contended = await LlamaRun.OfAsync(engine, Asking("b", round));
            await stop.CancelAsync();
            await Task.WhenAll(flood);
            if (round == 0)
                continue; // the first one warms
            alone.Add(quiet.FirstText);
            flooded.Add(contended.FirstText);
        }
        var conditions = FormattableString.Invariant($"256 tokens of prompt, {Flood} prompts of another user before it, 4 at a time, one thread, {rounds} rounds");
        new Figure("llm-fair", "ttft", Measure.Percentile(flooded, 50), Measure.Percentile(alone, 50), "the same with nobody else there", "ms", conditions).Print();
    }

    private static LlamaRequest Asking(string user, int number) => new()
    {
        UserKey = user,
        Tokens = LlamaModels.Prompt(256, number),
        MaxTokens = 16,
        Sampling = LlamaSampling.Greedy,
    };

    private static async Task DrainAsync(LlamaEngine engine, LlamaRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var step in engine.StartAsync(request, cancellationToken))
                _ = step;
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }
}
