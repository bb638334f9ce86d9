using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

internal static unsafe partial class LlamaApi
{
    /// <param name="quiet">llama_sampler_chain_params, which is one bool: no timings.</param>
    [LibraryImport(Library, EntryPoint = "llama_sampler_chain_init")]
    internal static partial nint NewChain(byte quiet);

    [LibraryImport(Library, EntryPoint = "llama_sampler_chain_add")]
    internal static partial void AddToChain(nint chain, nint sampler);

    [LibraryImport(Library, EntryPoint = "llama_sampler_free")]
    internal static partial void FreeSampler(nint sampler);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_greedy")]
    internal static partial nint Greedy();

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_dist")]
    internal static partial nint Seeded(uint seed);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_top_k")]
    internal static partial nint TopK(int count);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_top_p")]
    internal static partial nint TopP(float mass, nuint keep);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_min_p")]
    internal static partial nint MinP(float share, nuint keep);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_temp")]
    internal static partial nint Temperature(float value);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_penalties")]
    internal static partial nint Penalties(int vocabularySize, int lastTokens, float repeat, float frequency, float presence);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_grammar", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Grammar(nint vocabulary, string grammar, string root);

    /// <summary>Chooses a token and tells the samplers.</summary>
    [LibraryImport(Library, EntryPoint = "llama_sampler_sample")]
    internal static partial int Sample(nint sampler, nint context, int index);
}
