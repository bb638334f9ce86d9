using System.Runtime.CompilerServices;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Llama.State;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama;

/// <summary>
/// A model in this process, shared by everybody: one context, one thread that owns it, and requests that come and go between its
/// steps. It belongs into a process that may die, for the library ends it over what it does not expect.
/// </summary>
internal sealed class LlamaEngine : ILlamaEngine
{
    // A model that answers is asked for vectors by nobody but tests and tools: short texts will do.
    private const int EmbeddingTokens = 2_048;

    private readonly LlamaModel _model;
    private readonly LlamaContext _context;
    private readonly LlamaEmbedder _embedder;
    private readonly Intake _intake;
    private readonly EngineThread _thread;

    private LlamaEngine(LlamaModel model, EngineSettings settings, KeptPrompts? kept, TimeProvider time, ILogger logger)
    {
        _model = model;
        _context = new LlamaContext(model, settings.Size);
        _embedder = new LlamaEmbedder(model, EmbeddingTokens, settings.Threads);
        _intake = new Intake(settings, time);
        _thread = new EngineThread(new Scheduler(model, _context, settings, _intake, kept, time), _intake, logger);
        Model = model.Describe(_context.Tokens);
        LlamaLog.Loaded(logger, model.Architecture, Model.Description, Model.ContextTokens, settings.Parallel);
    }

    public LlamaModelInfo Model { get; }

    public LlamaCounters Counters => _thread.Counters;

    /// <summary>Loads a model and starts to serve. It takes as long as reading the file.</summary>
    /// <param name="path">A GGUF file, not to be changed while it is loaded.</param>
    /// <param name="libraryFolder">Llm:NativePath, or empty.</param>
    /// <param name="settings">How the model is shared.</param>
    /// <param name="time">Measures the pace of the queue.</param>
    /// <param name="logger">Gets what the library logs.</param>
    /// <param name="states">Keeps the prompts that it has read; null when they are forgotten.</param>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Any of <see cref="LlamaErrors"/> about libraries, files and loading.</exception>
    public static LlamaEngine Load(
        string path, string libraryFolder, EngineSettings settings, TimeProvider time, ILogger logger, StateFolder? states = null)
    {
        settings.Check();
        var model = LlamaModel.Load(path, libraryFolder, logger, settings.Adapters);
        try
        {
            if (!model.IsGenerative)
                throw LlamaErrors.NotGenerative();
            var kept = states is null || !model.SharesPrefixes ? null : new KeptPrompts(states, ModelStamp.Of(path, settings.Adapters, settings.Size));
            return new LlamaEngine(model, settings, kept, time, logger);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, CancellationToken cancellationToken)
    {
        RequestCheck.Check(request, _model.Vocabulary);
        var mix = _model.Adapters.Choose(request.Adapters);
        var prompt = request.Tokens.Count > 0 ? [.. request.Tokens] : PromptTokens.Of(_model, request.Messages);
        if (prompt.Length == 0 || (long)prompt.Length + request.MaxTokens > Model.ContextTokens)
            throw LlamaErrors.ContextOverflow(prompt.Length, request.MaxTokens, Model.ContextTokens);
        // The generation of a request that nobody reads after all is never submitted; its sampler goes with the garbage.
        var sampler = new SamplerChain(_model, request.Sampling, request.Grammar, request.Sampling.Seed ?? (uint)Random.Shared.NextInt64(uint.MaxValue));
        return ReadAsync(new Generation(request, prompt, sampler, mix), cancellationToken);
    }

    public ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequestCheck.Check(messages);
        return ValueTask.FromResult(PromptTokens.Of(_model, messages).Length);
    }

    public ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        RequestCheck.CheckTexts(texts);
        return _embedder.EmbedAsync(texts, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _thread.DisposeAsync();
        await _embedder.IdleAsync();
        _embedder.Dispose();
        _context.Dispose();
        _model.Dispose();
        _intake.Dispose();
    }

    private async IAsyncEnumerable<LlamaStep> ReadAsync(Generation generation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The flag is set at the cancel itself, and not only when the reader gets to it.
        await using var registration = cancellationToken.UnsafeRegister(_ => Cancel(generation), null);
        _intake.Submit(generation);
        try
        {
            while (true)
            {
                var step = await generation.Mailbox.TakeAsync(cancellationToken);
                yield return step;
                if (step is LlamaEnd)
                    break;
            }
        }
        finally
        {
            Cancel(generation);
            // Until the end of the step that is being computed it may still take something.
            await generation.Gone;
        }
    }

    private void Cancel(Generation generation)
    {
        generation.Cancel();
        _intake.Cancelled();
    }
}
