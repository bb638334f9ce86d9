using GroupChat.Agents.Llama;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>The tiny model, written and loaded once for all tests of a class.</summary>
public sealed class LlamaFixture : IDisposable
{
    private readonly TinyLlamaFile _file = new(new TinyLlama { Endless = true });

    public LlamaFixture() => Model = LlamaModel.Load(_file.Path, "", NullLogger.Instance);

    internal LlamaModel Model { get; }

    public string Path => _file.Path;

    public string Folder => _file.Folder;

    public void Dispose()
    {
        Model.Dispose();
        _file.Dispose();
    }
}
