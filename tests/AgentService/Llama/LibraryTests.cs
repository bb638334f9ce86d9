using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Native;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

public sealed class LibraryTests
{
    [Fact]
    public void Find_FolderDoesNotExist_SaysSo()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<DomainError>(() => LlamaFiles.Find(folder.File("none")));
        Assert.Equal((LlamaErrors.Unavailable, ErrorCode.FailedPrecondition), (error.Reason, error.Code));
        Assert.Contains("Llm:NativePath", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FolderWithoutLibraries_SaysWhatIsMissing()
    {
        using var folder = new TempFolder();
        Assert.Contains("libggml-base.so", Assert.Throws<DomainError>(() => LlamaFiles.Find(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileIsNoModel_IsRefusedByType()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("model.gguf"), "not a model");
        var error = Assert.Throws<DomainError>(() => LlamaModel.Load(folder.File("model.gguf"), "", NullLogger.Instance));
        Assert.Equal(LlamaErrors.BadFile, error.Reason);
    }

    [Fact]
    public void Load_TensorsOfAnotherShape_IsRefusedWithTheLibrarysReason()
    {
        using var folder = new TempFolder();
        using var file = new GgufWriter();
        new TinyLlama().Describe(file).Tensor("token_embd.weight", [64, 256], static _ => { }).Save(folder.File("model.gguf"));
        var error = Assert.Throws<DomainError>(() => LlamaModel.Load(folder.File("model.gguf"), "", NullLogger.Instance));
        Assert.Equal(LlamaErrors.NotLoaded, error.Reason);
        Assert.Contains("token_embd", error.Message, StringComparison.Ordinal);
    }
}
