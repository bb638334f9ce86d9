using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Llama.State;
using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>Prompts that are kept on the disk, and read again by another engine than the one that computed them.</summary>
public sealed class KeptPromptTests(LlamaFixture fixture) : IClassFixture<LlamaFixture>, IDisposable
{
    private const int Block = 128;
    private const int Prompt = (2 * Block) + 40;

    private readonly TempFolder _folder = new();

    // It stands still: no patience ends, however slow the machine is.
    private readonly ManualTimeProvider _time = new();
    private readonly byte[] _secret = [.. Enumerable.Range(0, 32).Select(static number => (byte)number)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prompt_ReadBeforeARestart_IsNotComputedAgainAndAnsweredAlike()
    {
        var (first, text) = await AskAsync(Asking());
        Assert.Equal((Prompt, 0), (first.Computed, first.Cached));
        Assert.Equal(2, Files.Length);

        var (second, again) = await AskAsync(Asking());

        Assert.Equal((Prompt - (2 * Block), 2 * Block), (second.Computed, second.Cached));
        Assert.Equal(text, again);
    }

    [Fact]
    public async Task Prompt_ThatBeginsLikeAnother_ReadsWhatTheyShare()
    {
        await AskAsync(Asking());
        int[] tokens = [.. Tokens(Prompt)[..(Block + 100)], .. Enumerable.Repeat(301, Block)];

        var (usage, text) = await AskAsync(Asking() with { Tokens = tokens });

        Assert.Equal(Block, usage.Cached);
        Assert.Equal(await FreshAsync(Asking() with { Tokens = tokens }), text);
    }

    [Fact]
    public async Task Prompt_OfAnotherRoomOrOfNone_IsComputed()
    {
        await AskAsync(Asking());

        Assert.Equal(0, (await AskAsync(Asking() with { RoomKey = "other" })).Usage.Cached);
        Assert.Equal(0, (await AskAsync(Asking() with { RoomKey = "" })).Usage.Cached);
        Assert.Equal(0, (await AskAsync(Asking() with { Tokens = [.. Tokens(Prompt).Select(static token => token ^ 1)] })).Usage.Cached);
    }

    [Fact]
    public async Task Prompt_WithOtherAdaptersOrAnotherModelOrContext_IsComputed()
    {
        var adapter = new AdapterFile(new TinyAdapter().Save(_folder.File("a.gguf")), 1) { OnRequest = true };
        var other = new TinyLlama { Endless = true, Seed = 2 }.Save(_folder.File("other.gguf"));
        var settings = Settings with { Adapters = [adapter] };
        await AskAsync(Asking(), settings: settings);

        Assert.Equal(0, (await AskAsync(Asking() with { Adapters = [new AdapterUse("a")] }, settings: settings)).Usage.Cached);
        Assert.Equal(0, (await AskAsync(Asking(), other, settings)).Usage.Cached);
        Assert.Equal(0, (await AskAsync(Asking(), settings: settings with { ContextTokens = 4_096 })).Usage.Cached);
        Assert.Equal(2 * Block, (await AskAsync(Asking(), settings: settings)).Usage.Cached);
    }

    [Fact]
    public async Task Sequence_ThatHasToMakeRoom_ComesBackFromTheDisk()
    {
        await using var engine = Open(Settings with { CachedPrompts = 1 });
        var first = await Answer.OfAsync(engine, Asking());
        for (var other = 0; other < 3; other++)
            await Answer.OfAsync(engine, Asking() with { RoomKey = $"other {other}" });
        await Eventually.TrueAsync(() => Task.FromResult(Files.Length >= 6));

        var again = await Answer.OfAsync(engine, Asking());

        Assert.Equal(2 * Block, again.End!.Usage.Cached);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(engine.Counters.Cached, again.End!.Usage.Cached);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("flipped")]
    [InlineData("longer")]
    [InlineData("swapped")]
    [InlineData("link")]
    [InlineData("foreign")]
    public async Task File_ThatIsNotWhatWasWritten_IsComputedAnew(string fault)
    {
        var (_, text) = await AskAsync(Asking());
        Spoil(fault);

        var (usage, again) = await AskAsync(Asking());

        Assert.Equal(0, usage.Cached);
        Assert.Equal(text, again);
        // The first one was found out and written anew; so is the next one when it is come to.
        Assert.InRange((await AskAsync(Asking())).Usage.Cached, Block, 2 * Block);
        Assert.Equal(2 * Block, (await AskAsync(Asking())).Usage.Cached);
    }

    [Fact]
    public async Task Bytes_InAnyPlaceOfASealedState_DoNotEndTheProcess()
    {
        // Even with the right seal: what the library would read is looked at once more.
        await AskAsync(Asking());
        var file = Files[0];
        var good = await File.ReadAllBytesAsync(file);
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var state = good[BlockFile.Block(good.Length)];
            state[random.Next(3) == 0 ? random.Next(state.Length) : random.Next(16 + (12 * Block) + 32)] = (byte)random.Next(256);
            _ = StateLayout.Fits(state, 0, Block) || StateLayout.Fits(state.AsSpan(..random.Next(state.Length)), 0, Block);
        }
        var whole = good[BlockFile.Block(good.Length)];
        Assert.False(StateLayout.Fits([], 0, Block));
        Assert.False(StateLayout.Fits(whole.AsSpan(..^1), 0, Block));
        Assert.False(StateLayout.Fits([.. whole, 0], 0, Block));
        Assert.False(StateLayout.Fits(whole, 1, Block));
        Assert.False(StateLayout.Fits(whole, 0, Block - 1));
    }

    [Fact]
    public void Folder_ThatIsFull_LetsGoWhatWasNotUsedForLongest()
    {
        var time = new ManualTimeProvider();
        var folder = new StateFolder(new(_folder.File("state"), 10_000, _secret), time, NullLogger.Instance);
        var names = Enumerable.Range(0, 12).Select(static number => $"{number:x64}").ToList();
        foreach (var name in names)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            var content = new byte[1_000];
            BlockFile.Seal(_secret, name, content);
            folder.Write(name, content);
            Assert.NotNull(folder.Read(names[0], 1_000));
        }

        Assert.InRange(Directory.GetFiles(_folder.File("state")).Sum(static file => new FileInfo(file).Length), 5_000, 10_000);
        Assert.True(folder.Has(names[0]) && folder.Has(names[11]));
        Assert.False(folder.Has(names[1]));
        folder.Write(names[1], new byte[10_001]);
        Assert.False(folder.Has(names[1]));
    }

    private static EngineSettings Settings { get; } = new() { ContextTokens = 2_048, Parallel = 2, Threads = 1 };

    private string[] Files => Directory.Exists(_folder.File("state")) ? [.. Directory.GetFiles(_folder.File("state"), "*.kv").Order(StringComparer.Ordinal)] : [];

    private void Spoil(string fault)
    {
        var (first, second) = (Files[0], Files[1]);
        var bytes = File.ReadAllBytes(first);
        foreach (var file in Files)
        {
            var own = File.ReadAllBytes(file);
            own[own.Length / 2] ^= 1;
            File.Delete(file);
            switch (fault)
            {
                case "cut": File.WriteAllBytes(file, own[..^100]); break;
                case "empty": File.WriteAllBytes(file, []); break;
                case "flipped": File.WriteAllBytes(file, own); break;
                case "longer": File.WriteAllBytes(file, [.. own, .. new byte[10_000_000]]); break;
                case "swapped": File.WriteAllBytes(file == first ? second : first, bytes); break;
                case "link": File.CreateSymbolicLink(file, "/dev/zero"); break;
                case "foreign": BlockFile.Seal(new byte[32], Path.GetFileNameWithoutExtension(file), own); File.WriteAllBytes(file, own); break;
            }
        }
        if (fault == "swapped")
        {
            File.WriteAllBytes(first, bytes[..^1]);
            File.WriteAllBytes(second, bytes);
        }
    }

    private async Task<(LlamaUsage Usage, string Text)> AskAsync(LlamaRequest request, string? model = null, EngineSettings? settings = null)
    {
        await using var engine = Open(settings ?? Settings, model);
        var answer = await Answer.OfAsync(engine, request);
        return (answer.End!.Usage, answer.Text);
    }

    private async Task<string> FreshAsync(LlamaRequest request)
    {
        await using var engine = LlamaEngine.Load(fixture.Path, "", Settings, TimeProvider.System, NullLogger.Instance);
        return (await Answer.OfAsync(engine, request)).Text;
    }

    private LlamaEngine Open(EngineSettings settings, string? model = null) => LlamaEngine.Load(
        model ?? fixture.Path, "", settings, _time, NullLogger.Instance, new StateFolder(new(_folder.File("state"), 1 << 30, _secret), _time, NullLogger.Instance));

    private static LlamaRequest Asking() => new() { Tokens = Tokens(Prompt), MaxTokens = 8, Sampling = LlamaSampling.Greedy, RoomKey = "room", UserKey = "user" };

    private static int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(static i => 300 + (i * 7 % 200))];
}
