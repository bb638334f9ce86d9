using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Bench.Llama;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;

namespace GroupChat.Bench.Benches;

/// <summary>Cancels at random moments, while a prompt is read and while an answer is written: how much is still computed after it.</summary>
internal static class LlmCancelBench
{
    public static async Task RunAsync(bool quick)
    {
        using var folder = new TempFolder();
        await using var engine = LlamaModels.Open(new TinyLlama { Width = 128, Endless = true }.Save(folder.File("model.gguf")), new EngineSettings { Threads = 1 });
        var random = new Random(1);
        List<double> tokens = [], prompts = [];
        var cancels = quick ? 1_000 : 5_000;
        for (var round = 0; round < cancels; round++)
        {
            var (generated, read) = await CancelAsync(engine, random);
            tokens.Add(generated);
            prompts.Add(read);
        }
        var conditions = FormattableString.Invariant($"{cancels} cancels of a small model, 0 to 12 steps after the start, prompts of 8 to 600 tokens");
        new Figure("llm-cancel", "max_tokens_after_cancel", tokens.Max(), null, null, "tokens", conditions).Print();
        new Figure("llm-cancel", "max_prompt_tokens_after_cancel", prompts.Max(), null, null, "tokens", conditions).Print();
    }

    private static async Task<(double Generated, double Read)> CancelAsync(LlamaEngine engine, Random random)
    {
        using var cancel = new CancellationTokenSource();
        var request = new LlamaRequest { Tokens = LlamaModels.Prompt(random.Next(8, 600), 0), MaxTokens = 2_000, Sampling = LlamaSampling.Greedy };
        var atCancel = default(LlamaCounters);
        var left = random.Next(13);
        await using var running = engine.StartAsync(request, cancel.Token).GetAsyncEnumerator();
        await running.MoveNextAsync();
        // Callbacks run the last one first: this one before the engine hears of it.
        await using var registration = cancel.Token.UnsafeRegister(_ => atCancel = engine.Counters, null);
        try
        {
            while (left-- > 0)
                await running.MoveNextAsync();
            await cancel.CancelAsync();
            while (await running.MoveNextAsync())
                _ = running.Current;
        }
        catch (OperationCanceledException)
        {
            // As intended.
        }
        await running.DisposeAsync();
        while (engine.Counters.Running > 0)
            await Task.Delay(1);
        var after = engine.Counters;
        return (after.Generated - atCancel.Generated, after.Computed - atCancel.Computed);
    }
}
