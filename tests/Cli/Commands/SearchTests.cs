using System.Text.Json;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Commands;

public sealed class SearchTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;
    private Participant _bob = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _bob = _server.State.Users.Person("bob");
        var room = _server.State.AddRoom("lobby");
        room.Join(_bob);
        for (var i = 3; i > 0; i--)
            _server.State.Matches.Add(new() { Message = room.Post(_bob, $"fruit {i}").Message, Highlights = { new TextHighlight { Length = 5 } } });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Search_Words_PrintsOneLineEachOverPages()
    {
        var result = await _cli.RunAsync("search", "fruit", "salad");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["lobby 2030-01-02T14:03:00Z bob: fruit 3", "lobby 2030-01-02T14:03:00Z bob: fruit 2", "lobby 2030-01-02T14:03:00Z bob: fruit 1"],
            result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("fruit salad", _server.State.Searches[0].Query);
    }

    [Fact]
    public async Task Search_Options_AreAskedFor()
    {
        var result = await _cli.RunAsync(
            "search", "two words", "--room", "lobby", "--room", "attic", "--by", "user-1", "--mentions-me", "-n", "1", "--json");
        Assert.Equal(0, result.ExitCode);
        using var line = JsonDocument.Parse(result.Out);
        Assert.Equal("lobby", line.RootElement.GetProperty("message").GetProperty("roomId").GetString());
        var asked = Assert.Single(_server.State.Searches);
        Assert.Equal(("\"two words\"", "user-1", true, 1), (asked.Query, asked.AuthorId, asked.MentionsMe, asked.PageSize));
        Assert.Equal(["lobby", "attic"], asked.RoomIds);
    }

    [Theory]
    [InlineData("京都 is nice", 0, 6, "\e[1m京都\e[0m is nice")]
    [InlineData("in 京都", 3, 6, "in \e[1m京都\e[0m")]
    [InlineData("short", 3, 60, "short")]
    [InlineData("short", -1, 2, "short")]
    [InlineData("bell\a", 0, 5, "\e[1mbell␇\e[0m")]
    public void MatchLine_Highlights_StandOutAndNothingElseDoes(string text, int offset, int length, string expected)
    {
        var match = new MessageMatch
        {
            Message = new() { RoomId = "lobby", Author = new() { DisplayName = "bob" }, Parts = { new ContentPart { Text = new() { Text = text } } } },
            Highlights = { new TextHighlight { Offset = offset, Length = length } },
        };
        Assert.EndsWith(": " + expected, MatchLines.Of(match, new Ink(Colours: true)));
    }

    [Fact]
    public async Task RoomList_ShowsWhatIsUnreadInOnesOwnRooms()
    {
        _server.State.AddRoom("attic");
        await _cli.RunAsync("room", "join", "lobby");
        await _cli.RunAsync("room", "join", "attic");
        _server.State.AddRoom("cellar");
        var result = await _cli.RunAsync("room", "list");
        Assert.Equal(
            ["attic\t1\tattic\t\t0\t1", "cellar\t0\tcellar\t\t\t", "lobby\t2\tlobby\t\t3\t1"],
            result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
