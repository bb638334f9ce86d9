using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Turns;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using static GroupChat.Agents.Tests.ScriptedChatClient;

namespace GroupChat.Agents.Tests.Grounding.Transcripts;

public sealed class OverflowTests
{
    [Fact]
    public async Task Fit_ALongConversation_IsSummarisedByTheModel()
    {
        var model = new ScriptedChatClient(Says("""{"summary":"They planned the harbour party.","confidence":0.9}"""));
        using var keeping = new Keeping(model, contextTokens: 800);
        var prompt = await TalkAsync(keeping, turns: 12);

        var compaction = prompt.Last(static one => one.Compactions.Count > 0).Compactions[0];
        Assert.Equal((CompactionReason.ContextFull, "scripted"), (compaction.Reason, compaction.SummarizedBy));
        Assert.True(compaction.Messages > 2);
        Assert.StartsWith(PromptWords.SummaryLabel + "They planned", prompt[^1].Messages[1].Text, StringComparison.Ordinal);
        Assert.True(prompt[^1].HasSummary);
        Assert.All(prompt, static one => Assert.True(one.Size.Tokens <= 700));
        // Much at a time, so that most prompts still begin with the one before.
        Assert.True(prompt.Count(static one => one.Compactions.Count == 0) > prompt.Count(static one => one.Compactions.Count > 0));
        Assert.Contains(prompt[^1].Turn.Recent, static said => said.IsAgent);
    }

    [Fact]
    public async Task Fit_WhenTheModelCannotSummarise_KeySentencesDo()
    {
        using var keeping = new Keeping(new ScriptedChatClient(Says("no JSON")), contextTokens: 800);
        var prompt = await TalkAsync(keeping, turns: 12);
        Assert.Contains(prompt, static one => one.Compactions.Any(static compaction => compaction.SummarizedBy == "rules"));
        Assert.Contains("harbour", prompt[^1].Messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_ASummaryOfWhatIsDeletedLater_IsDropped()
    {
        using var keeping = new Keeping(new ScriptedChatClient(Says("no JSON")), contextTokens: 800);
        await TalkAsync(keeping, turns: 12);
        keeping.Room.Delete(keeping.Room.Messages[0].MessageId);
        var prompt = await keeping.AskAsync("what now?");
        Assert.Equal(CompactionReason.SummaryDropped, prompt.Compactions[0].Reason);
        Assert.False(prompt.HasSummary);
    }

    [Fact]
    public async Task Memories_OfWhatIsDeletedLater_AreForgottenWhenSomebodyLooks()
    {
        using var keeping = new Keeping(new ScriptedChatClient(Says("no JSON")), contextTokens: 800);
        await TalkAsync(keeping, turns: 12);
        var memories = new RoomMemories(keeping.Store, keeping.Room, NullLogger<RoomMemories>.Instance);
        var room = keeping.Room.TurnOf(keeping.Room.Messages[^1]).RoomId;
        var memory = Assert.Single(await memories.ListAsync(room, default).Within());
        Assert.True(memory is { Messages: > 0, Summary.Length: > 0 });

        // What the summary was not made of changes nothing.
        keeping.Room.Delete(keeping.Room.Say("Never mind.", "bob").MessageId);
        Assert.Equal(memory, Assert.Single(await memories.ListAsync(room, default).Within()));
        keeping.Room.Delete(keeping.Room.Messages[0].MessageId);
        Assert.Empty(await memories.ListAsync(room, default).Within());
        Assert.Empty(await keeping.Store.ListSummarizedAsync(room, default).Within());
    }

    [Fact]
    public async Task Memories_OfWhatIsDeletedLater_AreForgottenThoughNobodyLooks()
    {
        using var keeping = new Keeping(new ScriptedChatClient(Says("no JSON")), contextTokens: 800);
        await TalkAsync(keeping, turns: 12);
        var time = new ManualTimeProvider();
        var memories = new RoomMemories(keeping.Store, keeping.Room, NullLogger<RoomMemories>.Instance);
        using var sweep = new MemorySweep(keeping.Store, memories, time, NullLogger<MemorySweep>.Instance);
        await sweep.StartAsync(default).Within();
        Assert.Single(await KeptAsync());
        keeping.Room.Delete(keeping.Room.Messages[0].MessageId);

        await Eventually.TrueAsync(async () =>
        {
            time.Advance(MemorySweep.Interval);
            return await KeptAsync() is [];
        });
        await sweep.StopAsync(default).Within();

        Task<IReadOnlyList<KeptTranscript>> KeptAsync() =>
            keeping.Store.ListSummarizedAsync(keeping.Room.TurnOf(keeping.Room.Messages[^1]).RoomId, default).Within();
    }

    [Fact]
    public async Task Fit_PinnedMessages_StayWordForWord()
    {
        using var keeping = new Keeping(new ScriptedChatClient(Says("no JSON")), contextTokens: 800);
        var pin = keeping.Room.Say("The password of the boat is swordfish.", "bob");
        keeping.Room.Pinned.Add(pin.MessageId);
        for (var number = 0; number < 40; number++)
            keeping.Room.Say($"Small talk number {number}.", "bob");
        var prompts = await TalkAsync(keeping, turns: 12);
        Assert.All(prompts, static prompt => Assert.Single(prompt.Messages, static message => message.Text == "The password of the boat is swordfish."));
        Assert.Contains(prompts, static prompt => prompt.HasSummary);
        keeping.Room.Delete(pin.MessageId);
        Assert.DoesNotContain("swordfish", Keeping.Bytes((await keeping.AskAsync("and now?")).Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_AQuestionThatDoesNotFitAlone_IsRefused()
    {
        using var keeping = new Keeping(contextTokens: 400);
        var failure = await Assert.ThrowsAsync<TurnFailure>(() => keeping.AskAsync(string.Concat(Enumerable.Repeat("why ", 400))));
        Assert.Equal(FailureReasons.QuestionTooLong, failure.Reason);
    }

    [Fact]
    public async Task Fit_TooManyPassages_DropsTheLeastFitting()
    {
        using var keeping = new Keeping(contextTokens: 800);
        var passages = Enumerable.Range(0, 6).Select(number => keeping.Room.Store($"{number} " + new string('x', 500), "d")).ToList();
        var prompt = await keeping.AskAsync("why?", passages);
        Assert.Equal(passages.Select(static passage => passage.PassageId), prompt.ReadNow.Concat(prompt.Dropped.Reverse()));
        Assert.True(prompt.ReadNow.Count > 0 && prompt.Dropped.Count > 0);
        Assert.True(prompt.Size.Tokens <= 700);
    }

    private static async Task<List<GroundedPrompt>> TalkAsync(Keeping keeping, int turns)
    {
        var prompts = new List<GroundedPrompt>();
        for (var turn = 0; turn < turns; turn++)
        {
            keeping.Room.Say($"For the harbour party in week {turn} we need {turn * 3} lanterns and a band.", "bob");
            prompts.Add(await keeping.AskAsync($"what do we need in week {turn}?"));
            keeping.Room.Say($"In week {turn} the harbour party needs {turn * 3} lanterns and a band.", "agent:assistant", agent: true);
        }
        return prompts;
    }
}
