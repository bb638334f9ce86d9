using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class RoomEntryTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        await _cli.RunAsync("room", "create", "den", "--private");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("bob", "bob is invited to den")]
    [InlineData("agent:helper", "agent:helper is a member of den")]
    public async Task Invite_SaysWhatCameOfIt(string user, string said)
    {
        var result = await _cli.RunAsync("room", "invite", "den", user);
        Assert.Equal((0, ""), (result.ExitCode, string.Concat(result.Lines)));
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_PrintsTheTokenAlone()
    {
        var result = await _cli.RunAsync("room", "link", "den", "--uses", "3");
        Assert.Equal((0, "token-for-3"), (result.ExitCode, Assert.Single(result.Lines)));
    }
}
