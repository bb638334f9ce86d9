using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Rooms;

/// <summary>The room on the screen, seen as a person sees it.</summary>
public sealed class InteractiveRoomTests : IAsyncLifetime, IDisposable
{
    private readonly VirtualTerminal _terminal = new(60, 14);
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;
    private FakeRoom _room = null!;
    private Participant _bob = null!;
    private CliRun _run = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _room = _server.State.AddRoom("lobby", "assistant");
        _bob = _server.State.Users.Person("bob");
        _room.Join(_bob);
        _room.Post(_bob, "said before");
        _run = _cli.StartOnTerminal(_terminal, "join", "lobby");
        await _terminal.SeesAsync("bob: said before");
        await _terminal.SeesNoMoreAsync("connecting");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _run.Dispose();
        _cli.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Join_Messages_ScrollAboveTheInputLine()
    {
        _room.Post(_bob, "hello alice");
        _terminal.Enter("hello bob");
        await _terminal.SeesAsync("alice: hello bob");
        await _terminal.SeesNoMoreAsync("… hello bob");
        _terminal.Type("half a li");
        await _terminal.SeesAsync("> half a li");
        _room.Post(_bob, "still there?");
        await _terminal.SeesAsync("bob: still there?");
        Assert.EndsWith("\n> half a li", _terminal.Text);
        Assert.Equal("> half a li".Length, _terminal.Cursor.Column);
    }

    [Fact]
    public async Task Join_SeveralAnswersAtOnce_GrowApartAndEndWithTheirSources()
    {
        var one = _room.StartAnswer(_room.Post(_bob, "@assistant one?").Message);
        var two = _room.StartAnswer(_room.Post(_bob, "@assistant two?").Message);
        await _terminal.SeesAsync("two?");
        one.Phase(AnswerPhase.Retrieving);
        await _terminal.SeesAsync("assistant → bob is reading the documents…");
        one.Progress(new() { Phase = AnswerPhase.Generating, QueuePosition = 2 });
        await _terminal.SeesAsync("assistant → bob is waiting for the model, 2 before it…");
        one.Progress(new() { Phase = AnswerPhase.Generating, PromptTokensRead = 50, PromptTokens = 200 });
        await _terminal.SeesAsync("assistant → bob is reading what was said, 25 %…");
        for (var word = 1; word <= 5; word++)
        {
            one.Write($"first{word} ");
            two.Write($"second{word} ");
            _terminal.Type($"{word}");
        }
        await _terminal.SeesAsync("first1 first2 first3 first4 first5");
        await _terminal.SeesAsync("second1 second2 second3 second4 second5");
        await _terminal.SeesAsync("> 12345");
        two.Finish(AnswerState.Complete, FakeAnswer.Cite(1, "Guide", "Start", "a quote"));
        await _terminal.SeesAsync("[1] Guide › Start: \"a quote\" ✓ verified");
        one.Finish();
        await _terminal.SeesAsync("assistant → bob: first1 first2");
        await _terminal.SeesNoMoreAsync("is writing…");
        Assert.Equal(1, Count("first3"));
        Assert.Equal(1, Count("second3"));
        Assert.EndsWith("\n> 12345", _terminal.Text);
    }

    [Fact]
    public async Task Join_AnswerLongerThanTheScreen_ShowsItsEndAndThenAllOfIt()
    {
        var answer = _room.StartAnswer(_room.Post(_bob, "@assistant all?").Message);
        for (var line = 1; line <= 40; line++)
            answer.Write($"line {line}\n");
        await _terminal.SeesAsync("line 40");
        Assert.DoesNotContain("line 20\n", _terminal.Text);
        answer.Finish();
        await _terminal.SeesAsync("line 20\n");
        Assert.Equal(1, Count("line 21\n"));
    }

    [Fact]
    public async Task Join_AnswerInTheMakingOnEntry_ShowsTheTextSoFar()
    {
        var answer = _room.StartAnswer(_room.Post(_bob, "@assistant long?").Message);
        answer.Write("already written ");
        using var terminal = new VirtualTerminal(60, 14);
        using var run = _cli.StartOnTerminal(terminal, "--name", "carol", "join", "lobby");
        await terminal.SeesAsync("already written");
        await terminal.SeesNoMoreAsync("connecting");
        answer.Write("and more");
        await terminal.SeesAsync("already written and more");
    }

    [Fact]
    public async Task Join_StopCommand_StopsTheAnswer()
    {
        var answer = _room.StartAnswer(_room.Post(_bob, "@assistant why?").Message);
        answer.Write("Because");
        await _terminal.SeesAsync("Because");
        _terminal.Enter("/stop");
        await _terminal.SeesAsync("(stopped by alice)");
        _terminal.Enter("/stop");
        await _terminal.SeesAsync("no answer is being written");
    }

    [Fact]
    public async Task Join_ApproveAndRefuseCommands_DecideAboutTheOldestCallThatWaits()
    {
        _terminal.Enter("/approve");
        await _terminal.SeesAsync("nothing waits for approval");
        var answer = _room.StartAnswer(_room.Post(_bob, "@assistant pin it?").Message);
        answer.WantsTool(1);
        await _terminal.SeesAsync("/approve or /refuse");
        answer.WantsTool(2);
        _terminal.Enter("/approve");
        await Eventually.TrueAsync(() => _server.State.Decisions.Count == 1);
        await _terminal.SeesAsync("approved");
        _terminal.Enter("/refuse");
        await Eventually.TrueAsync(() => _server.State.Decisions.Count == 2);
        Assert.Equal([(answer.MessageId, 1, FakeAnswer.Hash), (answer.MessageId, 2, "")], _server.State.Decisions);
        await _terminal.SeesAsync("refused");
    }

    [Fact]
    public async Task Join_SomebodyTypes_IsSaidUntilTheirMessage()
    {
        _room.Signal(new() { Typing = new() { Participant = _bob, Typing = true } });
        await _terminal.SeesAsync("bob is typing…");
        _room.Post(_bob, "done");
        await _terminal.SeesNoMoreAsync("is typing…");
    }

    [Fact]
    public async Task Join_Typing_IsToldOnceAndTakenBack()
    {
        _terminal.Type("hello");
        await _terminal.SeesAsync("> hello");
        _terminal.Press(ConsoleKey.U, control: true);
        _terminal.Enter("/members");
        await _terminal.SeesAsync("here: assistant (agent), bob, alice");
        _terminal.Enter("sent");
        await _terminal.SeesAsync("alice: sent");
        Assert.Equal([true, false, true], _server.State.Received.Where(request => request.Typing is not null)
            .Select(request => request.Typing.Typing.Typing));
    }

    [Fact]
    public async Task Join_WhatWasShown_IsTold()
    {
        _room.Post(_bob, "read me");
        await _terminal.SeesAsync("bob: read me");
        var shown = _room.Log.Count;
        await Eventually.TrueAsync(() => Reads().Contains(shown));
        Assert.Equal(Reads().Distinct(), Reads().Order());
    }

    [Fact]
    public async Task Join_HostileMember_CannotTouchTheTerminal()
    {
        var evil = _server.State.Users.Person("e\e[2Jvil");
        _room.Join(evil);
        _room.Post(evil, "\e]0;owned\a\e[99;99H\u009b2J [red]x[/]");
        _room.Signal(new() { Typing = new() { Participant = evil, Typing = true } });
        // The terminal fails on any sequence that is not one of ours.
        await _terminal.SeesAsync("e␛[2Jvil: ␛]0;owned␇␛[99;99H");
        await _terminal.SeesAsync("e␛[2Jvil is typing…");
    }

    [Fact]
    public async Task Join_ServerRestarts_SaysSoAndLosesNothing()
    {
        await _server.GoAwayAsync();
        await _terminal.SeesAsync("reconnecting…");
        _terminal.Enter("typed while away");
        await _terminal.SeesAsync("… typed while away");
        _room.Post(_bob, "said while away");
        await _server.ComeBackAsync();
        await _terminal.SeesAsync("alice: typed while away");
        await _terminal.SeesNoMoreAsync("reconnecting");
        Assert.Equal(1, Count("said while away"));
        Assert.Equal(1, Count("typed while away"));
    }

    [Fact]
    public async Task Join_RefusedMessage_IsShownAsNotSent()
    {
        _server.State.OnCall = call =>
        {
            if (call == "Post")
                throw FakeErrors.Of(Grpc.Core.StatusCode.InvalidArgument, "MESSAGE_TOO_LARGE", "too large");
        };
        _terminal.Enter("hello");
        await _terminal.SeesAsync("not sent: hello\n      MESSAGE_TOO_LARGE: too large");
    }

    [Fact]
    public async Task Join_Commands_HelpUnknownUploadAndSlash()
    {
        _terminal.Enter("/help");
        await _terminal.SeesAsync("/scrape URL");
        _terminal.Enter("/dance");
        await _terminal.SeesAsync("/dance is not a command");
        _terminal.Enter("/upload /nowhere/at/all.md");
        await _terminal.SeesAsync("Could not find");
        _terminal.Enter("/scrape https://example.org/");
        await _terminal.SeesAsync("ready, 1 passage: A page");
        _terminal.Enter("//slash");
        await _terminal.SeesAsync("alice: /slash");
    }

    [Fact]
    public async Task Join_WindowMadeWider_DrawsAgain()
    {
        _terminal.Widen(80);
        _room.Post(_bob, new string('x', 65));
        await _terminal.SeesAsync(new string('x', 65));
    }

    [Theory]
    [InlineData(ConsoleKey.C)]
    [InlineData(ConsoleKey.D)]
    public async Task Join_LeaveKey_ExitsZeroAndClearsTheLivePart(ConsoleKey key)
    {
        _terminal.Press(key, control: true);
        Assert.Equal((0, "", ""), Parts(await _run.EndAsync()));
        Assert.DoesNotContain(">", _terminal.Text);
    }

    [Fact]
    public async Task Join_LeftWithUnsentMessage_SaysWhichOne()
    {
        await _server.GoAwayAsync();
        await _terminal.SeesAsync("reconnecting…");
        _terminal.Enter("never sent");
        await _terminal.SeesAsync("… never sent");
        _terminal.Enter("/quit");
        Assert.Equal("groupchat: not confirmed by the server: never sent\n", (await _run.EndAsync()).Error);
    }

    [Fact]
    public async Task Join_RemovedFromTheRoom_ExitsOne()
    {
        _room.Leave(_server.State.Streams.Single().User);
        var result = await _run.EndAsync();
        Assert.Equal((1, "groupchat: NOT_A_MEMBER: you are no longer a member\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Join_InAPipe_SaysLinesAndPrintsWhatItHears()
    {
        using var input = new StringReader("first line\n\nsecond line\n");
        using var run = _cli.StartWithInput(input, "--name", "carol", "join", "lobby");
        var result = await run.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["second line", "first line", "said before"], _room.Messages().Select(message => message.Parts[0].Text.Text));
        Assert.DoesNotContain('\e', result.Out);
    }

    private static (int, string, string) Parts(CliResult result) => (result.ExitCode, result.Out, result.Error);

    private int Count(string text) => _terminal.Text.Split(text).Length - 1;

    private List<long> Reads()
    {
        lock (_server.State.Gate)
            return [.. _server.State.Received.Where(request => request.Ack is not null).Select(request => request.Ack.Marks.ReadSequence)];
    }
}
