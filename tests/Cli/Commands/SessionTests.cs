using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class SessionTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_SeveralSessions_ShowsEachWithItsDevice()
    {
        var (other, _) = _server.State.Users.Create("me", "tablet");

        var result = await _cli.RunAsync("session", "list");

        Assert.Equal(0, result.ExitCode);
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(lines, line => line.Contains(other.SessionId, StringComparison.Ordinal) && line.Contains("tablet", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains(" *", StringComparison.Ordinal) && line.Contains("groupchat on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoke_AnId_EndsThatSession()
    {
        var (other, _) = _server.State.Users.Create("me", "tablet");
        var (kept, _) = _server.State.Users.Create("me", "phone");

        var result = await _cli.RunAsync("session", "revoke", other.SessionId);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["phone"], _server.State.Users.Live().Select(session => session.DeviceLabel).Where(label => !label.StartsWith("groupchat", StringComparison.Ordinal)));
        Assert.NotEqual(kept.SessionId, other.SessionId);
    }

    [Fact]
    public async Task Revoke_Others_LeavesThisOne()
    {
        _server.State.Users.Create("me", "tablet");

        var result = await _cli.RunAsync("session", "revoke", "--others");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("groupchat on", Assert.Single(_server.State.Users.Live()).DeviceLabel, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("some-id", "--others")]
    public async Task Revoke_NeitherOrBoth_IsAWrongCommandLine(params string[] arguments) =>
        Assert.Equal(2, (await _cli.RunAsync(["session", "revoke", .. arguments])).ExitCode);
}
