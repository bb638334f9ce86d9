using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Bench.Llama;

/// <summary>Models of random weights for the llm benches: they cost what models of their size cost, whatever they say.</summary>
internal static class LlamaModels
{
    /// <summary>Eleven million weights of 32 bits: some milliseconds a token, as a small model on one thread.</summary>
    public static readonly TinyLlama Middle = new() { Width = 320, Layers = 6, Heads = 5, Inner = 960, VocabularySize = 4096, Endless = true };

    /// <summary>Four million: about a millisecond a token.</summary>
    public static readonly TinyLlama Small = new() { Width = 256, Layers = 4, Heads = 4, Inner = 768, VocabularySize = 1024, Endless = true };

    public static string Libraries { get; } = Path.Combine(AppContext.BaseDirectory, "llama");

    public static LlamaEngine Open(string path, EngineSettings settings) =>
        LlamaEngine.Load(path, "", settings, TimeProvider.System, NullLogger.Instance);

    /// <summary>A prompt of tokens, the same as the baseline's.</summary>
    public static int[] Prompt(int length, int number) => [.. Enumerable.Range(0, length).Select(i => 300 + (((i * 7) + (number * 13)) % 200))];
}
