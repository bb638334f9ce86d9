using System.Diagnostics;
using System.Text;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Bench.Llama;
using GroupChat.Bench.Load;
using GroupChat.TestSupport;

namespace GroupChat.Bench.Benches;

/// <summary>What the scheduler, the streams and the binding cost on top of the library: tokens by processor time.</summary>
internal static class LlmDecodeBench
{
    private const int Prompt = 16;

    public static async Task RunAsync(bool quick)
    {
        using var folder = new TempFolder();
        var model = LlamaModels.Middle.Save(folder.File("model.gguf"));
        using var baseline = new LlamaBaseline(folder.Path, model);
        foreach (var sequences in (int[])[1, 4, 8])
            await RunAsync(model, baseline, sequences, quick ? 3 : 9);
    }

    private static async Task RunAsync(string model, LlamaBaseline baseline, int sequences, int rounds)
    {
        var count = sequences == 1 ? 256 : 128;
        List<double> ours = [], theirs = [];
        await using var engine = LlamaModels.Open(model, new EngineSettings { Parallel = sequences, CachedPrompts = 0, Threads = 1 });
        for (var round = -1; round <= rounds; round++)
        {
            var (mine, text) = await MeasureAsync(engine, sequences, count);
            var (seconds, hash) = baseline.Decode(sequences, Prompt, count);
            if (sequences == 1 && hash != Fnv(text))
                throw new InvalidOperationException("The answers differ.");
            if (round <= 0)
                continue; // the first two warm: the runtime compiles for some seconds
            ours.Add(sequences * count / mine);
            theirs.Add(sequences * count / seconds);
        }
        var conditions = FormattableString.Invariant($"11 million weights of 32 bits, {sequences} x {count} tokens, one thread, {rounds} rounds");
        new Figure("llm-decode", $"tokens_per_cpu_second_b{sequences}", Measure.Percentile(ours, 50), Measure.Percentile(theirs, 50), LlamaBaseline.Name, "tokens/s", conditions).Print();
    }

    private static async Task<(double Seconds, string Text)> MeasureAsync(ILlamaEngine engine, int sequences, int count)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var runs = await Task.WhenAll(Enumerable.Range(0, sequences).Select(number => LlamaRun.OfAsync(engine, new LlamaRequest
        {
            Tokens = LlamaModels.Prompt(Prompt, number),
            MaxTokens = count,
            Sampling = LlamaSampling.Greedy,
        })));
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, runs[0].Text);
    }

    private static ulong Fnv(string text) =>
        Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037ul, static (hash, value) => unchecked((hash ^ value) * 1099511628211ul));
}
