using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

public sealed class AdapterTests : IDisposable
{
    private readonly TinyLlamaFile _model = new(new TinyLlama { Endless = true });
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Adapter_OfTheModel_ChangesItsAnswersAsMuchAsItsScaleSays()
    {
        var path = new TinyAdapter().Save(_folder.File("a.gguf"));

        var plain = await AnswerAsync();
        var adapted = await AnswerAsync(new AdapterFile(path, 1));
        var again = await AnswerAsync(new AdapterFile(path, 1));
        var off = await AnswerAsync(new AdapterFile(path, 0));
        var both = await AnswerAsync(new AdapterFile(path, 0), new AdapterFile(path, 1));

        Assert.NotEqual(plain, adapted);
        Assert.Equal(adapted, again);
        Assert.Equal(plain, off);
        Assert.NotEqual("", both);
    }

    public static TheoryData<TinyAdapter> Wrong =>
    [
        new() { Architecture = "qwen2" }, new() { Table = "blk.9.ffn_down.weight" }, new() { Table = "output_norm.weight" }, new() { Columns = 64 },
        new() { Rows = 32 }, new() { IsHalf = true },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Adapter_OfAnotherModel_IsRefused(TinyAdapter adapter)
    {
        var path = adapter.Save(_folder.File("a.gguf"));

        var refused = await Assert.ThrowsAsync<DomainError>(() => AnswerAsync(new AdapterFile(path, 1)));

        Assert.Equal(LlamaErrors.BadFile, refused.Reason);
    }

    [Fact]
    public async Task Adapter_ThatIsAModelOrNoFile_IsRefused()
    {
        Assert.Equal(LlamaErrors.BadFile, (await Assert.ThrowsAsync<DomainError>(() => AnswerAsync(new AdapterFile(_model.Path, 1)))).Reason);
        Assert.Equal(LlamaErrors.BadFile, (await Assert.ThrowsAsync<DomainError>(() => AnswerAsync(new AdapterFile(_folder.File("none"), 1)))).Reason);
    }

    private async Task<string> AnswerAsync(params AdapterFile[] adapters)
    {
        var settings = new EngineSettings { ContextTokens = 512, Threads = 1, Adapters = adapters };
        await using var engine = LlamaEngine.Load(_model.Path, "", settings, TimeProvider.System, NullLogger.Instance);
        var request = new LlamaRequest { Messages = [new("user", "Why?")], MaxTokens = 24, Sampling = LlamaSampling.Default with { Temperature = 0 } };
        var text = "";
        await foreach (var step in engine.StartAsync(request, CancellationToken.None))
            text += step is LlamaText said ? said.Text : "";
        return text;
    }
}
