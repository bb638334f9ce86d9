namespace GroupChat.TestSupport.Llama;

/// <summary>The tiny model as a file of its own folder.</summary>
public sealed class TinyLlamaFile : IDisposable
{
    private readonly TempFolder _folder = new();

    public TinyLlamaFile()
        : this(new TinyLlama())
    {
    }

    public TinyLlamaFile(TinyLlama model) => Path = model.Save(System.IO.Path.Combine(_folder.Path, "tiny.gguf"));

    public string Path { get; }

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
