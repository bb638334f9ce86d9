using System.Text.Json;
using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class TailTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;
    private FakeRoom _room = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _room = _server.State.AddRoom("lobby", "assistant");
        var bob = _server.State.Users.Person("bob");
        _room.Join(bob);
        for (var message = 1; message <= 8; message++)
            _room.Post(bob, $"message {message}\nwith a second line");
        // What follows begins with a member.
        await _cli.RunAsync("room", "join", "lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Tail_FromStart_PrintsOneLineForEveryEvent()
    {
        var result = await _cli.RunAsync("tail", "lobby", "--from-start", "--no-follow");
        Assert.Equal(11, result.Lines.Length);
        Assert.Equal("1 2030-01-02T14:03:00Z assistant joined", result.Lines[0]);
        Assert.Equal("3 2030-01-02T14:03:00Z bob: message 1⏎with a second line", result.Lines[2]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(11, 11)]
    [InlineData(500, 11)]
    public async Task Tail_Last_BeginsThatManyEventsBack(int last, int printed)
    {
        var result = await _cli.RunAsync("tail", "lobby", "--no-follow", "--last", $"{last}");
        Assert.Equal((0, printed), (result.ExitCode, result.Lines.Length));
    }

    [Fact]
    public async Task Tail_Json_PrintsEventsWhoseCursorGoesOn()
    {
        var all = await _cli.RunAsync("tail", "lobby", "--from-start", "--no-follow", "--json");
        using var fifth = JsonDocument.Parse(all.Lines[4]);
        Assert.Equal("5", fifth.RootElement.GetProperty("sequence").GetString());
        var rest = await _cli.RunAsync(
            "tail", "lobby", "--no-follow", "--json", "--cursor", fifth.RootElement.GetProperty("cursor").GetString()!);
        Assert.Equal(all.Lines[5..], rest.Lines);
    }

    [Fact]
    public async Task Tail_ForeignCursor_IsRefused()
    {
        var result = await _cli.RunAsync("tail", "lobby", "--cursor", "other:3");
        Assert.Equal((1, "groupchat: INVALID_CURSOR: the cursor is not one of this room\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Tail_Signals_PrintsTypingToo()
    {
        using var run = _cli.Start("tail", "lobby", "--last", "1", "--signals");
        await run.SeesAsync("joined");
        _room.Signal(new() { Typing = new() { Participant = new() { UserId = "b", DisplayName = "bob" }, Typing = true } });
        await run.SeesAsync("~ bob is typing\n");
        run.Interrupt();
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Tail_ServerRestarts_GoesOnWithoutLossOrRepetition()
    {
        using var run = _cli.Start("tail", "lobby", "--from-start");
        await run.SeesAsync("11 ");
        await _server.GoAwayAsync();
        _room.Post(_server.State.Users.Person("bob"), "while away");
        await _server.ComeBackAsync();
        await run.SeesAsync("while away");
        run.Interrupt();
        var numbers = (await run.EndAsync()).Lines.Select(line => int.Parse(line.Split(' ')[0]));
        Assert.Equal(Enumerable.Range(1, 12), numbers);
    }

    [Fact]
    public async Task Tail_MembershipEnds_ExitsOne()
    {
        using var run = _cli.Start("tail", "lobby", "--last", "1");
        await run.SeesAsync("joined");
        _room.Leave(_server.State.Streams.Single().User);
        var result = await run.EndAsync();
        Assert.Equal((1, "groupchat: NOT_A_MEMBER: you are no longer a member\n"), (result.ExitCode, result.Error));
    }
}
