using System.Text.Json;
using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class SendTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;
    private FakeRoom _room = null!;

    private string LastSaid => _room.Messages()[0].Parts[0].Text.Text;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _room = _server.State.AddRoom("lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("hello there", "lobby", "hello", "there")]
    [InlineData("@assistant why?", "lobby", "@assistant why?")]
    [InlineData("-not an option", "lobby", "--", "-not an option")]
    [InlineData("[suggest] me", "lobby", "[suggest] me")]
    public async Task Send_Words_SaysThem(string said, params string[] arguments)
    {
        var result = await _cli.RunAsync(["send", .. arguments]);
        Assert.Equal((0, $"{_room.Log.Count}\n"), (result.ExitCode, result.Out));
        Assert.Equal(said, LastSaid);
    }

    [Theory]
    [InlineData("from a pipe\n", "from a pipe")]
    [InlineData("two\nlines\r\n", "two\nlines")]
    [InlineData("no end", "no end")]
    public async Task Send_WithoutText_ReadsStandardInput(string input, string said)
    {
        foreach (var dash in new string[][] { [], ["-"] })
        {
            using var reader = new StringReader(input);
            using var run = _cli.StartWithInput(reader, ["send", "lobby", .. dash]);
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
            Assert.Equal(said, LastSaid);
        }
    }

    [Fact]
    public async Task Send_SameMessageIdTwice_SaysItOnce()
    {
        var first = await _cli.RunAsync("send", "lobby", "once", "--message-id", "k1");
        var second = await _cli.RunAsync("send", "lobby", "once", "--message-id", "k1");
        Assert.Equal(first.Out, second.Out);
        Assert.Single(_room.Messages());
    }

    [Fact]
    public async Task Send_Json_PrintsTheMessage()
    {
        var result = await _cli.RunAsync("send", "lobby", "hello", "--json");
        using var message = JsonDocument.Parse(result.Out);
        Assert.Equal("hello", message.RootElement.GetProperty("parts")[0].GetProperty("text").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Send_EmptyInput_IsRefusedByTheServer()
    {
        var result = await _cli.RunAsync("send", "lobby");
        Assert.Equal((1, "groupchat: MESSAGE_EMPTY: a message needs text\n"), (result.ExitCode, result.Error));
    }
}
