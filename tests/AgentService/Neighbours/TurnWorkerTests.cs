using System.Text;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Identity;
using static GroupChat.Agents.Tests.ScriptedChatClient;

namespace GroupChat.Agents.Tests.Neighbours;

public sealed class TurnWorkerTests
{
    [Fact]
    public async Task Assigned_Question_StreamsTextAndEndsOnceWithVerifiedCitations()
    {
        await using var agents = await AgentNode.StartAsync();
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "@assistant when is coffee served?");
        var frames = await stream.UntilFinishedAsync();

        var finish = frames[^1].Finish;
        Assert.Equal((AnswerState.Complete, "extractive", "turn-r1", "r1"), (finish.State, finish.ModelId, finish.TurnId, finish.RunId));
        Assert.Equal(
            [AnswerPhase.Retrieving, AnswerPhase.Generating],
            frames.Select(static frame => frame.Progress).OfType<RunProgress>().Select(static progress => progress.Phase));
        Assert.Equal(finish.Text, Joined(frames));
        var citation = Assert.Single(finish.Citations);
        Assert.Equal((1, "Coffee is served at ten.", true), (citation.Marker, citation.Quote, citation.Verified));
        Assert.Equal(("d1", "p1", "https://example.org/menu"), (citation.DocumentId, citation.PassageId, citation.SourceUrl));
        Assert.Equal(23L, citation.Place.StartByte);
        Assert.True(finish.Usage is { Estimated: true, OutputTokens: > 10 });
        var caller = agents.Documents.Caller!;
        Assert.Equal((CallerKind.User, "agent:assistant", true), (caller.Kind, caller.UserId, caller.ByService));
    }

    [Fact]
    public async Task Model_BeforeItsFirstWord_TellsItsPlaceAndHowMuchItHasRead()
    {
        var (started, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var agents = await AgentNode.StartAsync(new ScriptedChatClient(
            Yields(new ModelProgress { QueuePosition = 2 }), Waits(started.Task),
            Yields(new ModelProgress { PromptTokensRead = 64, PromptTokens = 200 }), Waits(read.Task), Says("tea")));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "tea?");

        Assert.Equal((true, 2, 0), Shape(await ProgressAsync(static progress => progress.HasQueuePosition)));
        started.SetResult();
        Assert.Equal((false, 64, 200), Shape(await ProgressAsync(static progress => progress.PromptTokens > 0)));
        read.SetResult();
        Assert.Equal("tea", (await stream.UntilFinishedAsync())[^1].Finish.Text);

        async Task<RunProgress> ProgressAsync(Func<RunProgress, bool> wanted)
        {
            while (true)
            {
                if ((await stream.NextAsync()).Progress is { } progress && wanted(progress))
                    return progress;
            }
        }

        static (bool Waits, int First, int Second) Shape(RunProgress progress) =>
            (progress.HasQueuePosition, progress.HasQueuePosition ? progress.QueuePosition : progress.PromptTokensRead, progress.PromptTokens);
    }

    [Fact]
    public async Task Open_Always_SaysWhoWorksAndHowMuch()
    {
        await using var agents = await AgentNode.StartAsync(null, ("Agents:MaxConcurrentTurns", "3"));
        var open = (await agents.Turns.NextAsync()).Open;
        Assert.Equal((3, "agent:assistant"), (open.MaxConcurrentTurns, Assert.Single(open.AgentIds)));
        Assert.InRange(open.WorkerId.Length, 1, 64);
    }

    [Fact]
    public async Task Stopped_InMidAnswer_EndsCancelledWithTheTextSoFar()
    {
        await using var agents = await AgentNode.StartAsync(new ScriptedChatClient(Says("so far"), Waits(new TaskCompletionSource().Task)));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "tea?");
        while ((await stream.NextAsync()).Delta is null)
        {
        }
        stream.Stop("r1");

        var finish = (await stream.NextAsync()).Finish;
        Assert.Equal((AnswerState.Cancelled, "so far"), (finish.State, finish.Text));
    }

    [Fact]
    public async Task StreamLost_InMidAnswer_GivesTheRunUpAndComesBack()
    {
        var going = new TaskCompletionSource();
        await using var agents = await AgentNode.StartAsync(new ScriptedChatClient(Says("so far"), Waits(going.Task), Says(" and on")));
        var first = await agents.Turns.NextAsync();
        first.Assign("r1", "tea?");
        while ((await first.NextAsync()).Delta is null)
        {
        }
        first.Cut();
        var second = await agents.Turns.NextAsync();
        going.SetResult();
        second.Assign("r2", "tea?");

        var frames = await second.UntilFinishedAsync();
        Assert.All(frames.Where(static frame => frame.Delta is not null), static frame => Assert.Equal("r2", frame.Delta.RunId));
        Assert.Equal(("r2", "so far and on"), (frames[^1].Finish.RunId, frames[^1].Finish.Text));
    }

    [Fact]
    public async Task Assigned_MoreThanPlaces_EndsEachOnce()
    {
        await using var agents = await AgentNode.StartAsync(null, ("Agents:MaxConcurrentTurns", "2"), ("Agents:PieceDelayMilliseconds", "0"));
        var stream = await agents.Turns.NextAsync();
        for (var run = 0; run < 20; run++)
            stream.Assign($"r{run}", "when is tea served?");

        var frames = await stream.UntilFinishedAsync(20);
        var ended = frames.Where(static frame => frame.Finish is not null).Select(static frame => frame.Finish).ToList();
        Assert.Equal(20, ended.Select(static finish => finish.RunId).Distinct().Count());
        Assert.All(ended, static finish => Assert.Equal(AnswerState.Complete, finish.State));
    }

    [Fact]
    public async Task Stopped_WhileWaitingForAPlace_EndsCancelledWithoutText()
    {
        await using var agents = await AgentNode.StartAsync(
            new ScriptedChatClient(Says("so far"), Waits(new TaskCompletionSource().Task)), ("Agents:MaxConcurrentTurns", "1"));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "tea?");
        while ((await stream.NextAsync()).Delta is null)
        {
        }
        stream.Assign("r2", "coffee?");
        stream.Stop("r2");

        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        Assert.Equal(("r2", AnswerState.Cancelled, ""), (finish.RunId, finish.State, finish.Text));
    }

    [Fact]
    public async Task Model_FasterThanTheStream_IsMergedIntoFewFrames()
    {
        await using var agents = await AgentNode.StartAsync(new ScriptedChatClient([.. Enumerable.Repeat(Says("wörd "), 5000)]));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "tea?");

        var frames = await stream.UntilFinishedAsync();
        Assert.Equal(5000 * 5, frames[^1].Finish.Text.Length);
        Assert.Equal(frames[^1].Finish.Text, Joined(frames));
        Assert.InRange(frames.Count(static frame => frame.Delta is not null), 1, 100);
    }

    [Fact]
    public async Task Assigned_ToAnUnknownAgent_EndsAsFailed()
    {
        await using var agents = await AgentNode.StartAsync();
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "tea?", "agent:nobody");

        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        Assert.Equal((AnswerState.Failed, "AGENT_NOT_FOUND"), (finish.State, finish.FailureReason));
    }

    [Fact]
    public async Task Worker_WithNothingToSay_KeepsItsLeases()
    {
        await using var agents = await AgentNode.StartAsync();
        agents.Turns.Lease = TimeSpan.FromMilliseconds(150);
        (await agents.Turns.NextAsync()).Cut();
        var stream = await agents.Turns.NextAsync();

        Assert.NotNull((await stream.NextAsync()).Heartbeat);
        Assert.NotNull((await stream.NextAsync()).Heartbeat);
    }

    [Fact]
    public async Task Fabricated_Quotes_NeverLeave()
    {
        await using var agents = await AgentNode.StartAsync(new ScriptedChatClient(
            Says("“Tea is free.” [1] ", Room.Cite("Tea is free.")), Says("“Cake comes on Sundays.” [2]", Room.Cite("Cake comes on Sundays."))));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "cake?");

        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        var citation = Assert.Single(finish.Citations);
        Assert.Equal((1, "Cake comes on Sundays."), (citation.Marker, citation.Quote));
        Assert.Equal("(quote removed) “Cake comes on Sundays.” [1]", finish.Text);
    }

    /// <summary>The text of the deltas, checked to follow each other without a hole.</summary>
    private static string Joined(IEnumerable<RunTurnsRequest> frames)
    {
        var text = new StringBuilder();
        foreach (var delta in frames.Select(static frame => frame.Delta).OfType<RunDelta>())
        {
            Assert.Equal(Encoding.UTF8.GetByteCount(text.ToString()), delta.Offset);
            text.Append(delta.Text);
        }
        return text.ToString();
    }
}
