using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>Who gets the model when more want it than it serves. Long requests are longer than any test.</summary>
public sealed class SharingTests(LlamaFixture fixture) : IClassFixture<LlamaFixture>
{
    private const int Long = 30_000;

    private static readonly EngineSettings OneAtATime = new() { ContextTokens = 131_072, Parallel = 1, Threads = 1 };

    [Fact]
    public async Task Cancel_WhileGenerating_AtMostOneMoreTokenIsMade()
    {
        await using var engine = Open(OneAtATime);
        for (var round = 0; round < 20; round++)
        {
            using var cancel = new CancellationTokenSource();
            await using var running = await StartedAsync(engine, Asking("a", Long), cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Drain(running).Within());
            var before = engine.Counters.Generated;
            var after = await Answer.OfAsync(engine, Asking("b", 1));
            Assert.InRange(engine.Counters.Generated - before, 1, 2);
            Assert.Equal(1, after.End!.Usage.Generated);
        }
    }

    [Fact]
    public async Task Leave_BeforeTheEnd_CancelsAndFreesThePlace()
    {
        await using var engine = Open(OneAtATime);
        await using (await StartedAsync(engine, Asking("a", Long), CancellationToken.None))
        {
        }
        Assert.Equal(3, (await Answer.OfAsync(engine, Asking("b", 3))).End!.Usage.Generated);
    }

    [Fact]
    public async Task Cancel_WhileThePromptIsRead_ReadsNoFurther()
    {
        await using var engine = Open(OneAtATime with { PrefillTokens = 8 });
        using var cancel = new CancellationTokenSource();
        await using var running = engine.StartAsync(Asking(new string('x', 60_000), 1), cancel.Token).GetAsyncEnumerator();
        while (await running.MoveNextAsync().Within() && running.Current is not LlamaPrefill)
            continue;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Drain(running).Within());
        await Answer.OfAsync(engine, Asking("b", 1));
        Assert.InRange(engine.Counters.Computed, 1, 30_000);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_LeavesTheQueue()
    {
        await using var engine = Open(OneAtATime);
        await using var running = await StartedAsync(engine, Asking("a", Long), CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        await using var waiting = engine.StartAsync(Asking("b", 1), cancel.Token).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync().Within());
        Assert.Equal(new LlamaQueued(0), waiting.Current);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting.MoveNextAsync().Within());
        await waiting.DisposeAsync();
        while (engine.Counters.Waiting > 0)
            Assert.True(await running.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Queue_Full_RefusesByTypeWithADelay()
    {
        await using var engine = Open(OneAtATime with { MaxQueued = 2 });
        await using var running = await StartedAsync(engine, Asking("a", Long), CancellationToken.None);
        List<IAsyncEnumerator<LlamaStep>> waiting = [];
        for (var place = 0; place < 2; place++)
        {
            waiting.Add(engine.StartAsync(Asking("b", 1), CancellationToken.None).GetAsyncEnumerator());
            Assert.True(await waiting[^1].MoveNextAsync().Within());
            Assert.Equal(new LlamaQueued(place), waiting[^1].Current);
        }
        await using var refused = engine.StartAsync(Asking("c", 1), CancellationToken.None).GetAsyncEnumerator();
        var error = await Assert.ThrowsAsync<DomainError>(async () => await refused.MoveNextAsync().Within());
        Assert.Equal((LlamaErrors.Full, ErrorCode.ResourceExhausted), (error.Reason, error.Code));
        Assert.InRange(error.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        foreach (var one in waiting)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Queue_FullForOneUser_TakesAnother()
    {
        await using var engine = Open(OneAtATime with { MaxQueuedPerUser = 1 });
        await using var running = await StartedAsync(engine, Asking("a", Long), CancellationToken.None);
        await using var waiting = engine.StartAsync(Asking("b", 1), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync().Within());
        await using var refused = engine.StartAsync(Asking("c", 1), CancellationToken.None).GetAsyncEnumerator();
        Assert.Equal(LlamaErrors.Full, (await Assert.ThrowsAsync<DomainError>(async () => await refused.MoveNextAsync().Within())).Reason);
        await using var other = engine.StartAsync(Asking("c", 1) with { UserKey = "other" }, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await other.MoveNextAsync().Within());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Flood_OfOneUser_LetsAnotherInAtOnceAndLosesNothing(int parallel)
    {
        await using var engine = Open(OneAtATime with { Parallel = parallel, Quantum = 16 });
        await using var flood = await StartedAsync(engine, Asking("a", Long) with { RoomKey = "flood" }, CancellationToken.None);
        await using var second = engine.StartAsync(Asking("a", Long), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await second.MoveNextAsync().Within());
        var answer = await Answer.OfAsync(engine, Asking("hello", 20) with { UserKey = "other" });
        Assert.Equal(20, answer.End!.Usage.Generated);
        var before = ((LlamaText)flood.Current).Generated;
        Assert.True(await flood.MoveNextAsync().Within());
        Assert.True(Assert.IsType<LlamaText>(flood.Current).Generated > before);
    }

    [Fact]
    public async Task MakingRoom_WithoutRoomForBoth_BothGetTheirWholeAnswers()
    {
        await using var engine = Open(OneAtATime with { ContextTokens = 512, Quantum = 8 });
        var both = await Task.WhenAll(Answer.OfAsync(engine, Asking("tell me of the sea", 200)), Answer.OfAsync(engine, Asking("and of the hills", 220) with { UserKey = "other" })).Within();
        Assert.Equal(200, both[0].End!.Usage.Generated);
        Assert.Equal(220, both[1].End!.Usage.Generated);
    }

    [Fact]
    public void FairQueue_Weights_ShareByWeight()
    {
        var queue = new FairQueue();
        List<string> served = [];
        foreach (var user in (string[])["light", "heavy"])
        {
            for (var i = 0; i < 40; i++)
                queue.Join(new Generation(Asking("x", 1) with { UserKey = user, Weight = user == "heavy" ? 3 : 1 }, [1], Sampler()));
        }
        while (served.Count < 40 && queue.Peek() is { } next)
        {
            queue.Remove(next);
            FairQueue.Charge(next, 30);
            served.Add(next.Request.UserKey);
        }
        Assert.InRange(served.Count(static user => user == "heavy"), 28, 32);
    }

    [Fact]
    public void FairQueue_UserComesBack_StartsLevelWithTheOthers()
    {
        var queue = new FairQueue();
        var busy = new Generation(Asking("x", 1) with { UserKey = "busy" }, [1], Sampler());
        queue.Join(busy);
        FairQueue.Charge(busy, 10_000);
        var back = new Generation(Asking("x", 1) with { UserKey = "back" }, [1], Sampler());
        queue.Join(back);
        Assert.Equal(busy.Lane!.Served, back.Lane!.Served);
    }

    [Fact]
    public void FairQueue_UserWasAlone_OwesNothingForIt()
    {
        var queue = new FairQueue();
        var alone = new Generation(Asking("x", 1) with { UserKey = "alone" }, [1], Sampler());
        queue.Join(alone);
        FairQueue.Charge(alone, 10_000);
        queue.Remove(alone);
        var other = new Generation(Asking("x", 1) with { UserKey = "other" }, [1], Sampler());
        queue.Join(other);
        FairQueue.Charge(other, 1);
        queue.Join(alone);
        Assert.Equal(other.Lane!.Served, alone.Lane!.Served);
    }

    private SamplerChain Sampler() => new(fixture.Model, LlamaSampling.Greedy, null, 0);

    private LlamaEngine Open(EngineSettings settings) =>
        LlamaEngine.Load(fixture.Path, "", settings, TimeProvider.System, NullLogger.Instance);

    private static async Task<IAsyncEnumerator<LlamaStep>> StartedAsync(LlamaEngine engine, LlamaRequest request, CancellationToken cancellationToken)
    {
        var running = engine.StartAsync(request, cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        while (await running.MoveNextAsync().Within() && running.Current is not LlamaText)
            continue;
        return running;
    }

    private static async Task Drain(IAsyncEnumerator<LlamaStep> running)
    {
        while (await running.MoveNextAsync())
            continue;
    }

    private static LlamaRequest Asking(string text, int maxTokens) =>
        new() { Messages = [new("user", text)], MaxTokens = maxTokens, Sampling = LlamaSampling.Greedy, UserKey = "one" };
}
