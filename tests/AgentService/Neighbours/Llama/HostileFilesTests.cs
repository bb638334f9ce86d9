using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Gguf;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Models;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>
/// Files and libraries that are not what they should be, in a real worker process. GGUF_MUTATIONS says how many mutated models are
/// tried (12): those that the check of headers lets through, for the others never get that far.
/// </summary>
public sealed class HostileFilesTests(ITestOutputHelper output)
{
    private const int UsualMutations = 12;
    private const string Hang = "hang";
    private const int MostPauses = 240;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly ChatOptions Short = new() { MaxOutputTokens = 4, Temperature = 0, Seed = 1 };

    // Of a file that a test may try: whatever goes on for longer is ended with its process.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Models_MutatedBehindTheCheck_EndInAnAnswerOrATypedErrorAndTheServiceLives()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("GGUF_MUTATIONS"), out var wanted) ? wanted : UsualMutations;
        await using var agents = await StartAsync(("Llm:LoadSeconds", "20"));
        var folder = Directory.CreateDirectory(Path.Combine(agents.Node.Services.GetRequiredService<GroupChat.ServiceDefaults.Hosting.DataFolder>().Path, "models")).FullName;
        var models = agents.Node.Services.GetRequiredService<ModelCatalog>();
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, bytes) in Mutants().Take(count).Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"m{number}.gguf"), bytes);
            var end = await EndOfAsync(models.Find($"m{number}")!);
            // After a crash the process is started again with pauses: that says nothing of this file.
            for (var pauses = 0; end == "WORKER_NOT_READY" && pauses < MostPauses; pauses++)
            {
                await Task.Delay(Pause);
                end = await EndOfAsync(models.Find($"m{number}")!);
            }
            ends[end] = ends.GetValueOrDefault(end) + 1;
            if (end is Hang or "WORKER_LOST")
                output.WriteLine($"mutant {number}: {end}");
            await agents.Node.Services.GetRequiredService<ILocalEngines>().UnloadAsync($"m{number}", TimeSpan.Zero, CancellationToken.None)
                .Within(Bound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            File.Delete(Path.Combine(folder, $"m{number}.gguf"));
        }

        output.WriteLine(string.Join(", ", ends.Select(static end => $"{end.Value} {end.Key}")));
        Assert.Equal(count, ends.Values.Sum());
        Assert.DoesNotContain(Hang, ends.Keys);
        new TinyLlama().Save(Path.Combine(folder, "good.gguf"));
        await Eventually.TrueAsync(async () => await EndOfAsync(models.Find("good")!) == "answer");
    }

    [Fact]
    public async Task Library_InAFolderOfOnesOwn_Works()
    {
        using var folder = new TempFolder();
        using var model = new TinyLlamaFile();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "llama")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        await using var agents = await StartAsync(("Llm:NativePath", folder.Path), ("Models:tiny:Provider", "Llama"), ("Models:tiny:File", model.Path), ("Models:tiny:Threads", "1"));

        Assert.Equal("answer", await EndOfAsync(agents.Node.Services.GetRequiredService<ModelCatalog>().Find("tiny")!));
    }

    [Theory]
    [InlineData("text", "cannot be loaded")]
    [InlineData("other", "lacks functions")]
    [InlineData("none", "holds no libggml-base.so")]
    public async Task Library_OfAnotherKind_IsRefusedWithTheReason(string kind, string reason)
    {
        using var folder = new TempFolder();
        using var model = new TinyLlamaFile();
        foreach (var file in kind == "none" ? [] : Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "llama")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var llama = Directory.GetFiles(folder.Path, "libllama.*so");
        if (kind == "text")
            await File.WriteAllTextAsync(llama[0], "no library");
        if (kind == "other")
            File.Copy(Directory.GetFiles(folder.Path, "libggml-base.so")[0], llama[0], overwrite: true);
        await using var agents = await StartAsync(("Llm:NativePath", folder.Path), ("Models:tiny:Provider", "Llama"), ("Models:tiny:File", model.Path), ("Models:tiny:Retries", "0"));
        var tiny = agents.Node.Services.GetRequiredService<ModelCatalog>().Find("tiny")!;

        var refused = await Assert.ThrowsAsync<DomainError>(() => tiny.Client.AskAsync(Short).Within(Bound));

        Assert.Equal(LlamaErrors.Unavailable, refused.Reason);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, tiny.Health.Reason, StringComparison.Ordinal);
    }

    private static Task<AgentNode> StartAsync(params (string, string)[] settings) => AgentNode.StartAsync(
        null,
        static builder => builder.Services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly)),
        [("Llm:WaitSeconds", "55"), .. settings]);

    private static async Task<string> EndOfAsync(Model model)
    {
        try
        {
            if (model.Embedder is { } embedder)
                await embedder.GenerateAsync(["one text"]).Within(Bound);
            else
                await model.Client.GetResponseAsync(Reading.Question, Short).Within(Bound);
            return "answer";
        }
        catch (TimeoutException)
        {
            return Hang;
        }
        catch (DomainError error)
        {
            return error.Reason;
        }
        catch (ModelFailure)
        {
            // Vectors that are none.
            return "failure";
        }
    }

    private static IEnumerable<byte[]> Mutants()
    {
        using var file = new TinyLlamaFile();
        var original = File.ReadAllBytes(file.Path);
        var header = original.Length - (int)GgufFile.Read(file.Path).Tensors.Sum(static tensor => tensor.Bytes);
        var random = new Random(20_261_122);
        while (true)
        {
            var bytes = (byte[])original.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                bytes[random.Next(24, header)] = (byte)random.Next(256);
            // Weights that are no numbers, now and then.
            if (random.Next(4) == 0)
                bytes.AsSpan(header + (random.Next((original.Length - header) / 64) * 64), 64).Fill(255);
            if (Passes(bytes))
                yield return bytes;
        }
    }

    private static bool Passes(byte[] bytes)
    {
        try
        {
            GgufChecks.CheckModel(new GgufReader(new MemoryStream(bytes)).Read());
            return true;
        }
        catch (Exception error) when (error is DomainError or EndOfStreamException)
        {
            return false;
        }
    }
}
