using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>Answers that are computed with different adapters of one model, side by side.</summary>
public sealed class AdapterChoiceTests : IDisposable
{
    private const int Tokens = 12;

    private static readonly AdapterUse[] Nothing = [];

    private readonly TinyLlamaFile _model = new(new TinyLlama { Endless = true });
    private readonly TempFolder _folder = new();
    private readonly AdapterFile _always;
    private readonly AdapterFile _asked;

    public AdapterChoiceTests()
    {
        _always = new(new TinyAdapter().Save(_folder.File("always.gguf")), 1);
        _asked = new(new TinyAdapter { Table = "blk.0.ffn_down.weight" }.Save(_folder.File("asked.gguf")), 0.5f) { OnRequest = true };
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Request_ThatChooses_IsAnsweredAsByAModelWithJustThese()
    {
        await using var engine = Open(_always, _asked);

        Assert.Equal(await AloneAsync(_always), await TextAsync(engine, null));
        Assert.Equal(await AloneAsync(), await TextAsync(engine, Nothing));
        Assert.Equal(await AloneAsync(_asked with { OnRequest = false }), await TextAsync(engine, [new("asked")]));
        Assert.Equal(await AloneAsync(_asked with { OnRequest = false, Scale = 2 }), await TextAsync(engine, [new("asked", 2)]));
        Assert.Equal(await TextAsync(engine, [new("always"), new("asked")]), await TextAsync(engine, [new("asked"), new("always"),]));
        Assert.Equal(await TextAsync(engine, Nothing), await TextAsync(engine, [new("asked", 0)]));
    }

    [Fact]
    public async Task Requests_OfDifferentAdaptersAtTheSameTime_AreAnsweredAsAlone()
    {
        await using var engine = Open(_always, _asked);
        IReadOnlyList<AdapterUse>?[] choices = [null, Nothing, [new("asked")], [new("always"), new("asked", 1)]];
        List<string> alone = [];
        foreach (var choice in choices)
            alone.Add(await TextAsync(engine, choice));

        var together = await Task.WhenAll(choices.Select(choice => TextAsync(engine, choice))).Within();

        Assert.Equal(alone, together);
        Assert.Equal(choices.Length, alone.Distinct().Count());
    }

    [Fact]
    public async Task Prompt_OfTheSameRoomWithOtherAdapters_SharesNothing()
    {
        await using var engine = Open(_always, _asked);
        var plain = Asking(Nothing) with { RoomKey = "room" };

        await Answer.OfAsync(engine, plain);
        var other = await Answer.OfAsync(engine, plain with { Adapters = [new("asked")] });
        var again = await Answer.OfAsync(engine, plain);
        var otherAgain = await Answer.OfAsync(engine, plain with { Adapters = [new("asked", 0.5)] });

        Assert.Equal(0, other.End!.Usage.Cached);
        Assert.InRange(again.End!.Usage.Cached, 16, 1000);
        Assert.InRange(otherAgain.End!.Usage.Cached, 16, 1000);
        Assert.Equal(other.Text, otherAgain.Text);
    }

    [Fact]
    public async Task Request_ThatChoosesWhatTheModelDoesNotHave_IsRefused()
    {
        await using var engine = Open(_always);
        foreach (var wrong in (AdapterUse[][])[[new("other")], [new("always"), new("always")], [new("always", 11)], [new("always", double.NaN)]])
            Assert.Equal("INVALID_REQUEST", Assert.Throws<DomainError>(() => engine.StartAsync(Asking(wrong), CancellationToken.None)).Reason);
    }

    [Fact]
    public void Turns_OfDifferentAdapters_AreSharedEvenlyAndAReturnIsServedSoon()
    {
        var turns = new MixTurns();
        var (first, second, third) = (Member("a"), Member("b"), Member("c"));
        var served = new Dictionary<string, int>();
        for (var step = 0; step < 300; step++)
        {
            var key = turns.Next([first, Member("a"), Member("a"), second, third]).Key;
            served[key] = served.GetValueOrDefault(key) + 1;
        }
        Assert.All(["a", "b", "c"], key => Assert.InRange(served[key], 96, 104));

        Assert.Equal("b", turns.Next([second]).Key);
        var waited = 0;
        while (turns.Next([second, third]).Key != "c")
            Assert.InRange(++waited, 0, 8);
    }

    private static Generation Member(string mix) => new(new LlamaRequest(), [1], null!, new AdapterMix(mix, [], []));

    private async Task<string> AloneAsync(params AdapterFile[] adapters)
    {
        await using var engine = Open(adapters);
        return await TextAsync(engine, null);
    }

    private static async Task<string> TextAsync(LlamaEngine engine, IReadOnlyList<AdapterUse>? choice) => (await Answer.OfAsync(engine, Asking(choice))).Text;

    private static LlamaRequest Asking(IReadOnlyList<AdapterUse>? choice) => new()
    {
        Messages = [new("user", "Why is the sea deep?")],
        MaxTokens = Tokens,
        Sampling = LlamaSampling.Greedy,
        Adapters = choice,
    };

    private LlamaEngine Open(params AdapterFile[] adapters) => LlamaEngine.Load(
        _model.Path, "", new EngineSettings { ContextTokens = 1024, Threads = 1, Adapters = adapters }, TimeProvider.System, NullLogger.Instance);
}
