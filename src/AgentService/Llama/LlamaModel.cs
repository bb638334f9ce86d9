using System.Text;
using GroupChat.Agents.Llama.Gguf;
using GroupChat.Agents.Llama.Native;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama;

/// <summary>A model in memory: its vocabulary, its template, and what it is. Its file was checked before the library saw it.</summary>
internal sealed class LlamaModel : IDisposable
{
    // Loads take turns: the library's reasons are found in its log, which is one for the process.
    private static readonly Lock Loading = new();

    private LlamaModel(ModelHandle handle, GgufFile file)
    {
        Handle = handle;
        Vocabulary = new LlamaVocabulary(handle);
        Template = new ChatTemplate(handle);
        CacheBytesPerToken = KvSize.BytesPerToken(file);
        Architecture = file.Architecture;
        (IsGenerative, Pooling) = (!GgufEncoder.Is(file), GgufEncoder.PoolingOf(file));
    }

    public ModelHandle Handle { get; }

    public LlamaVocabulary Vocabulary { get; }

    public ChatTemplate Template { get; }

    public string Architecture { get; }

    /// <summary>Memory of one token in a context.</summary>
    public long CacheBytesPerToken { get; }

    /// <summary>False for one that reads a text as a whole and writes none.</summary>
    public bool IsGenerative { get; }

    /// <summary>How the file wants vectors of texts to be made of those of their tokens, as the library numbers it; null when it does not say.</summary>
    public int? Pooling { get; }

    public int EmbeddingSize => LlamaApi.EmbeddingSize(Handle.Raw);

    public int TrainedContextTokens => LlamaApi.TrainedContext(Handle.Raw);

    /// <summary>Whether what a sequence has computed can be taken back and shared in part.</summary>
    public bool SharesPrefixes => !LlamaApi.IsRecurrent(Handle.Raw) && !LlamaApi.IsHybrid(Handle.Raw);

    /// <param name="path">A GGUF file. It must not be changed while the model is loaded: it is mapped into memory.</param>
    /// <param name="libraryFolder">Llm:NativePath, or empty.</param>
    /// <param name="logger">Gets what the library logs.</param>
    /// <param name="adapters">Changes of its weights; they end with the model.</param>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Any of <see cref="LlamaErrors"/> about libraries, files and loading.</exception>
    public static LlamaModel Load(string path, string libraryFolder, ILogger logger, IReadOnlyList<AdapterFile>? adapters = null)
    {
        var file = GgufFile.Read(path);
        GgufChecks.CheckModel(file);
        foreach (var adapter in adapters ?? [])
            AdapterChecks.Check(GgufFile.Read(adapter.Path), file);
        LlamaLibrary.Load(libraryFolder, logger);
        lock (Loading)
        {
            NativeLog.TakeErrors();
            var handle = new ModelHandle(LlamaApi.LoadModel(path, LlamaApi.ModelDefaults()));
            if (handle.IsInvalid)
                throw LlamaErrors.LoadFailed(NativeLog.TakeErrors());
            return Checked(handle, file).With(adapters ?? []);
        }
    }

    /// <summary>What every context of the model computes with besides its weights.</summary>
    public AdapterSet Adapters { get; private set; } = AdapterSet.None;

    public unsafe LlamaModelInfo Describe(int contextTokens)
    {
        var buffer = stackalloc byte[128];
        var length = Math.Min(LlamaApi.Describe(Handle.Raw, buffer, 128), 127);
        return new LlamaModelInfo(
            length > 0 ? Encoding.UTF8.GetString(buffer, length) : Architecture,
            (long)LlamaApi.Parameters(Handle.Raw),
            (long)LlamaApi.ModelBytes(Handle.Raw),
            Vocabulary.Size,
            EmbeddingSize,
            TrainedContextTokens,
            contextTokens);
    }

    public void Dispose() => Handle.Dispose();

    private LlamaModel With(IReadOnlyList<AdapterFile> adapters)
    {
        try
        {
            Adapters = AdapterSet.Load(Handle, adapters);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static LlamaModel Checked(ModelHandle handle, GgufFile file)
    {
        if (LlamaApi.VocabularyType(LlamaApi.Vocabulary(handle.Raw)) != 0 && LlamaApi.VocabularySize(LlamaApi.Vocabulary(handle.Raw)) > 0)
            return new LlamaModel(handle, file);
        handle.Dispose();
        throw LlamaErrors.FileInvalid("it has no vocabulary");
    }
}
