using System.Diagnostics;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Bench.Llama;
using GroupChat.Bench.Load;
using GroupChat.TestSupport;

namespace GroupChat.Bench.Benches;

/// <summary>Eight rooms that are answered side by side on one model: tokens of all of them by the clock, prompts included.</summary>
internal static class LlmRoomsBench
{
    private const int Rooms = 8;
    private const int Prompt = 64;
    private const int Count = 128;

    public static async Task RunAsync(bool quick)
    {
        using var folder = new TempFolder();
        var model = LlamaModels.Middle.Save(folder.File("model.gguf"));
        using var baseline = new RoomsBaseline(model, Rooms);
        await using var engine = LlamaModels.Open(model, new EngineSettings { Parallel = Rooms, CachedPrompts = 0, Threads = 1 });
        List<double> ours = [], theirs = [];
        var rounds = quick ? 5 : 21;
        for (var round = 0; round <= rounds; round++)
        {
            var mine = await MeasureAsync(engine);
            var (seconds, tokens) = baseline.Run(Prompt, Count);
            if (tokens != Rooms * Count)
                throw new InvalidOperationException("The baseline did not answer to the end.");
            if (round == 0)
                continue; // the first one warms
            ours.Add(Rooms * Count / mine);
            theirs.Add(tokens / seconds);
        }
        var conditions = FormattableString.Invariant(
            $"11 million weights of 32 bits, {Rooms} rooms x {Count} tokens after {Prompt} of prompt, one thread, {rounds} rounds");
        new Figure("llm-rooms", "tokens_per_second", Measure.Percentile(ours, 50), Measure.Percentile(theirs, 50), RoomsBaseline.Name, "tokens/s", conditions).Print();
    }

    private static async Task<double> MeasureAsync(ILlamaEngine engine)
    {
        var start = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(number => LlamaRun.OfAsync(engine, new LlamaRequest
        {
            RoomKey = $"room {number}",
            UserKey = $"user {number}",
            Tokens = LlamaModels.Prompt(Prompt, number),
            MaxTokens = Count,
            Sampling = LlamaSampling.Greedy,
        })));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return runs.All(static run => run.Usage.Generated == Count) ? seconds : throw new InvalidOperationException("A room was not answered to the end.");
    }
}
