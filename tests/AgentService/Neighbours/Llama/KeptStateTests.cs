using GroupChat.Agents.Models;
using GroupChat.Agents.Models.Files;
using GroupChat.Agents.Tests.Models;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>What a server keeps of prompts on its disk, from its settings to its end.</summary>
public sealed class KeptStateTests : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly string _model;

    public KeptStateTests() => _model = new TinyLlama { Endless = true }.Save(_data.File("tiny.gguf"));

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Prompt_OfAModelThatWasUnloaded_IsKnownToTheNextServer()
    {
        var first = await AskAsync("1073741824");
        var files = Directory.GetFiles(_data.File("llm-state"), "*.kv");
        var second = await AskAsync("1073741824");

        Assert.Equal(0, first.CachedInputTokenCount);
        Assert.NotEmpty(files);
        Assert.InRange(second.CachedInputTokenCount!.Value, 256, second.InputTokenCount!.Value - 1);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in (string[])[.. files, _data.File("llm-state.key")])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Prompt_WithNoSettings_LeavesNothingOnTheDisk()
    {
        await AskAsync("0");

        Assert.False(Directory.Exists(_data.File("llm-state")));
        Assert.False(File.Exists(_data.File("llm-state.key")));
    }

    [Fact]
    public void Sweep_OfWhatNobodyAskedFor_DeletesItByItsAgeAndAllWhenNothingIsToBeKept()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Directory.CreateDirectory(_data.File("llm-state"));
        foreach (var (name, hours) in ((string, int)[])[("old.kv", 25), ("old.kv.part", 25), ("new.kv", 23)])
        {
            File.WriteAllText(_data.File($"llm-state/{name}"), "x");
            File.SetLastWriteTimeUtc(_data.File($"llm-state/{name}"), now.UtcDateTime.AddHours(-hours));
        }

        Sweep(new LlmOptions { StateBytes = 1 << 30 });
        Assert.Equal(["new.kv"], Directory.GetFiles(_data.File("llm-state")).Select(Path.GetFileName));
        Sweep(new LlmOptions());
        Assert.Empty(Directory.GetFiles(_data.File("llm-state")));

        void Sweep(LlmOptions options) => new StateStore(new DataFolder(_data.Path), options).Sweep(now);
    }

    private async Task<UsageDetails> AskAsync(string stateBytes)
    {
        await using var node = await AgentNode.StartAsync(
            null,
            static builder => builder.Services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly)),
            _data,
            [
                ("Llm:WaitSeconds", "55"), ("Llm:StateBytes", stateBytes),
                ("Models:tiny:Provider", "Llama"), ("Models:tiny:File", _model), ("Models:tiny:Threads", "1"),
                ("Models:tiny:ContextTokens", "2048"), ("Models:tiny:MaxOutputTokens", "256"), ("Models:tiny:Retries", "0"),
            ]);
        var model = node.Node.Services.GetRequiredService<ModelCatalog>().Find("tiny")!;
        var options = new ChatOptions { MaxOutputTokens = 8, Temperature = 0, AdditionalProperties = new() { [RequestProperties.RoomId] = "room" } };
        var question = new ChatMessage(ChatRole.User, string.Concat(Enumerable.Range(0, 100).Select(static number => $"word {number} ")));
        var usage = (await model.Client.AskAsync(options, [question])).Usage();
        await node.Node.Services.GetRequiredService<ILocalEngines>().UnloadAsync("tiny", TimeSpan.Zero, CancellationToken.None).Within();
        return usage;
    }
}
