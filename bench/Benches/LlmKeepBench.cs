using System.Diagnostics;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Llama.State;
using GroupChat.Bench.Llama;
using GroupChat.Bench.Load;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Bench.Benches;

/// <summary>A prompt that had to make room for others and comes back from the disk: when its answer begins, and how long the engine's thread copies.</summary>
internal static class LlmKeepBench
{
    private const int Prompt = 2_000;

    public static async Task RunAsync(bool quick)
    {
        using var folder = new TempFolder();
        var model = LlamaModels.Middle.Save(folder.File("model.gguf"));
        await ReturnAsync(model, folder, quick ? 5 : 21);
        Copy(model, quick ? 50 : 500);
    }

    private static async Task ReturnAsync(string model, TempFolder folder, int rounds)
    {
        var states = new StateFolder(new(folder.File("state"), 1L << 30, new byte[32]), TimeProvider.System, NullLogger.Instance);
        await using var engine = LlamaEngine.Load(
            model, "", new EngineSettings { Threads = 1, CachedPrompts = 1 }, TimeProvider.System, NullLogger.Instance, states);
        List<double> cold = [], back = [];
        for (var round = 0; round <= rounds; round++)
        {
            var request = new LlamaRequest { RoomKey = $"room {round}", Tokens = LlamaModels.Prompt(Prompt, round), MaxTokens = 8, Sampling = LlamaSampling.Greedy };
            var first = await LlamaRun.OfAsync(engine, request);
            await LlamaRun.OfAsync(engine, request with { RoomKey = "other", Tokens = LlamaModels.Prompt(64, round) });
            await LlamaRun.OfAsync(engine, request with { RoomKey = "another", Tokens = LlamaModels.Prompt(64, round) });
            while (Directory.GetFiles(folder.File("state"), "*.kv").Length < (round + 1) * (Prompt / 128))
                await Task.Delay(1);
            var second = await LlamaRun.OfAsync(engine, request);
            if (second.Usage.Cached < Prompt - 128)
                throw new InvalidOperationException("Nothing came back.");
            if (round == 0)
                continue; // the first one warms
            cold.Add(first.FirstText);
            back.Add(second.FirstText);
        }
        var conditions = FormattableString.Invariant($"11 million weights of 32 bits, {Prompt} tokens, one thread, {rounds} rounds");
        new Figure("llm-keep", "returned_over_cold", Measure.Percentile(back, 50), Measure.Percentile(cold, 50), "the same prompt computed", "ms", conditions).Print();
    }

    private static void Copy(string path, int rounds)
    {
        using var model = LlamaModel.Load(path, "", NullLogger.Instance);
        using var context = new LlamaContext(model, new ContextSize(2_048, 3, 512, 1));
        using var batch = new DecodeBatch(512, 3);
        foreach (var token in LlamaModels.Prompt(512, 0))
            batch.Add(token, batch.Count, 0, output: false);
        context.Decode(batch);
        var states = new ContextStates(context, 2);
        List<double> saved = [], restored = [];
        var bytes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var content = states.Save(0, 0, 512)!;
            saved.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            if (!states.Restore(1, content, 0, 512))
                throw new InvalidOperationException("It does not come back.");
            restored.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            context.Truncate(1, 0);
            bytes = content.Length;
        }
        var conditions = FormattableString.Invariant($"a block of {bytes / 1048576.0:F1} MiB, {rounds} rounds");
        new Figure("llm-keep", "save_block", Measure.Percentile(saved, 50), null, null, "ms", conditions).Print();
        new Figure("llm-keep", "restore_block", Measure.Percentile(restored, 50), null, null, "ms", conditions).Print();
    }
}
