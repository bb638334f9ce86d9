using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

/// <summary>The command line as a whole: usage, exit codes, errors in one line, nothing but text in a pipe.</summary>
public sealed class CommandLineTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _server.State.AddRoom("lobby", "assistant");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("room")]
    [InlineData("room create")]
    [InlineData("send")]
    [InlineData("upload lobby")]
    [InlineData("ask lobby")]
    [InlineData("tail lobby --last -1")]
    [InlineData("tail lobby --last x")]
    [InlineData("tail lobby --from-start --cursor c")]
    [InlineData("history lobby -n 0")]
    [InlineData("history lobby -n many")]
    [InlineData("room list --server nowhere")]
    [InlineData("room list --server ftp://host")]
    public async Task Usage_Wrong_ExitsTwoAndSaysSoOnStandardError(string line)
    {
        var result = await _cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("groupchat: ", result.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("send --help")]
    [InlineData("room create --help")]
    public async Task Help_Always_ExitsZeroWithoutColours(string line)
    {
        var result = await _cli.RunAsync(line.Split(' '));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Out);
        Assert.DoesNotContain('\e', result.Out);
    }

    [Fact]
    public async Task Refusal_FromTheServer_IsOneLineWithTheReason()
    {
        var result = await _cli.RunAsync("history", "nowhere");
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Equal("groupchat: ROOM_NOT_FOUND: there is no room nowhere\n", result.Error);
    }

    [Fact]
    public async Task Server_Away_ExitsFour()
    {
        await _server.GoAwayAsync();
        var result = await _cli.RunAsync("room", "list");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith($"groupchat: no answer from {_server.Address}", Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
    }

    [Fact]
    public async Task Server_BackWithinPatience_IsNotNoticed()
    {
        await _server.GoAwayAsync();
        using var run = _cli.Start("send", "lobby", "hello");
        await _server.ComeBackAsync();
        var result = await run.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Server_BrieflyBusy_IsAskedAgain()
    {
        var busy = 1;
        _server.State.OnCall = call =>
        {
            if (call == "ListRooms" && busy-- > 0)
                throw FakeErrors.Of(Grpc.Core.StatusCode.ResourceExhausted, "RATE_LIMITED", "slow down", TimeSpan.FromMilliseconds(10));
        };
        Assert.Equal(0, (await _cli.RunAsync("room", "list")).ExitCode);
    }

    [Fact]
    public async Task Rooms_CreatedAndListed_OverAllPages()
    {
        foreach (var room in new[] { "alpha", "beta", "gamma" })
            Assert.Equal($"{room}\n", (await _cli.RunAsync("room", "create", room, "--topic", "a\ttopic")).Out);
        var result = await _cli.RunAsync("room", "list");
        Assert.Equal(["alpha", "beta", "gamma", "lobby"], result.Lines.Select(line => line.Split('\t')[0]));
        Assert.Equal(3, (await _cli.RunAsync("room", "list", "--joined", "--json")).Lines.Length);
        Assert.Contains("ROOM_ID_TAKEN", (await _cli.RunAsync("room", "create", "beta")).Error);
    }

    [Fact]
    public async Task Members_OfARoom_AreListedAfterJoining()
    {
        var result = await _cli.RunAsync("room", "members", "lobby");
        Assert.Equal(["assistant\tagent\tmember", "alice\tperson\tmember"], result.Lines.Select(line => line[..line.LastIndexOf('\t')]));
        Assert.Equal(0, (await _cli.RunAsync("room", "leave", "lobby")).ExitCode);
        Assert.DoesNotContain("alice", _server.State.Room("lobby").Members.Select(member => member.Participant.DisplayName));
    }

    [Fact]
    public async Task Quiet_Always_LeavesNotesOut()
    {
        Assert.NotEqual("", (await _cli.RunAsync("room", "join", "lobby")).Error);
        Assert.Equal("", (await _cli.RunAsync("room", "join", "lobby", "--quiet")).Error);
    }

    [Fact]
    public async Task Names_Different_AreDifferentUsers()
    {
        await _cli.RunAsync("send", "lobby", "one");
        await _cli.RunAsync("--name", "bob", "send", "lobby", "two");
        await _cli.RunAsync("send", "lobby", "three");
        Assert.Equal(["three by alice", "two by bob", "one by alice"],
            _server.State.Room("lobby").Messages().Select(message => $"{message.Parts[0].Text.Text} by {message.Author.DisplayName}"));
        Assert.Equal(2, _server.State.Users.Created);
    }

    [Fact]
    public async Task Session_ShownRenewedAndEnded()
    {
        Assert.Equal(1, (await _cli.RunAsync("session")).ExitCode);
        await _cli.RunAsync("send", "lobby", "hello");
        var first = await _cli.RunAsync("session");
        Assert.Contains("name\talice\n", first.Out);
        var second = await _cli.RunAsync("session", "new");
        Assert.NotEqual(first.Out, second.Out);
        Assert.Equal(0, (await _cli.RunAsync("session", "end")).ExitCode);
        Assert.Equal(1, (await _cli.RunAsync("session")).ExitCode);
    }

    [Fact]
    public async Task Session_RevokedOnTheServer_IsReplacedWithANote()
    {
        await _cli.RunAsync("send", "lobby", "hello");
        _server.State.Users.RevokeAll();
        var result = await _cli.RunAsync("send", "lobby", "again");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("signed in anew as alice", result.Error);
    }

    [Fact]
    public async Task Pipes_HostileRoom_ReceiveNoControlCharacters()
    {
        var room = _server.State.Room("lobby");
        var hostile = _server.State.Users.Person("ev\e[31mil");
        room.Join(hostile);
        room.Post(hostile, "clear\e[2J \u009b31m [red]x[/]\r\nsecond\a");
        const string Tail = "tail lobby --from-start --no-follow";
        foreach (var line in new[] { "history lobby", "room members lobby", Tail, $"{Tail} --json" })
        {
            var result = await _cli.RunAsync(line.Split(' '));
            Assert.Equal(0, result.ExitCode);
            Assert.DoesNotContain(result.Out + result.Error, character => char.IsControl(character) && character is not ('\n' or '\t'));
            Assert.Contains("il", result.Out);
        }
    }
}
