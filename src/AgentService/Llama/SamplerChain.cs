using GroupChat.Agents.Llama.Grammar;
using GroupChat.Agents.Llama.Native;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama;

/// <summary>Chooses the tokens of one answer. Used by the thread that owns the context.</summary>
internal sealed class SamplerChain : IDisposable
{
    private readonly SamplerHandle _chain = new();

    /// <exception cref="DomainError">GRAMMAR_INVALID.</exception>
    public SamplerChain(LlamaModel model, LlamaSampling sampling, GbnfGrammar? grammar, uint seed)
    {
        // The grammar is first: after a sampler that drops candidates it might find none that it allows, and the library ends the process.
        if (grammar is not null)
            AddGrammar(model.Vocabulary, grammar);
        if (sampling.HasPenalties)
            Add(LlamaApi.Penalties(model.Vocabulary.Size, sampling.PenaltyTokens, sampling.RepeatPenalty, sampling.FrequencyPenalty, sampling.PresencePenalty));
        if (sampling.Temperature == 0)
            Add(LlamaApi.Greedy());
        else
            AddChance(sampling, seed);
    }

    /// <summary>Chooses from the output at this index of the batch decoded last; that token must have been marked for output.</summary>
    public int Sample(LlamaContext context, int index) => LlamaApi.Sample(_chain.Raw, context.Raw, index);

    public void Dispose() => _chain.Dispose();

    private void AddGrammar(LlamaVocabulary vocabulary, GbnfGrammar grammar)
    {
        if (!vocabulary.HasEnd)
            throw Refused("this model has no token that ends an answer");
        var sampler = LlamaApi.Grammar(vocabulary.Raw, grammar.Text, "root");
        if (sampler == 0)
            throw Refused("the library does not understand it");
        Add(sampler);
    }

    private void AddChance(LlamaSampling sampling, uint seed)
    {
        if (sampling.TopK > 0)
            Add(LlamaApi.TopK(sampling.TopK));
        if (sampling.TopP < 1)
            Add(LlamaApi.TopP(sampling.TopP, 1));
        if (sampling.MinP > 0)
            Add(LlamaApi.MinP(sampling.MinP, 1));
        Add(LlamaApi.Temperature(sampling.Temperature));
        Add(LlamaApi.Seeded(seed));
    }

    private void Add(nint sampler) => LlamaApi.AddToChain(_chain.Raw, sampler);

    private DomainError Refused(string why)
    {
        _chain.Dispose();
        return LlamaErrors.GrammarInvalid(why);
    }
}
