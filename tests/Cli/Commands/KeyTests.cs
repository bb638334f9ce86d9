using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Cli.Tests.Commands;

public sealed class KeyTests : IAsyncLifetime, IDisposable
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
    public async Task Create_ABot_PrintsItsSecretOnly()
    {
        var result = await _cli.RunAsync("keys", "create", "Reporter", "--scope", "chat.read", "--scope", "chat.write");

        Assert.Equal((0, "gck_key0_secret"), (result.ExitCode, result.Out.Trim()));
        var key = Assert.Single(_server.State.Keys);
        Assert.Equal(("Reporter", ApiKeyKind.Bot), (key.DisplayName, key.Kind));
        Assert.Equal(["chat.read", "chat.write"], key.Scopes);
    }

    [Fact]
    public async Task List_Keys_ShowsNoSecret()
    {
        await _cli.RunAsync("keys", "create", "Reporter", "--scope", "*", "--service");

        var result = await _cli.RunAsync("keys", "list");

        Assert.Contains("Reporter", result.Out, StringComparison.Ordinal);
        Assert.Contains("service", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_AKey_EndsIt()
    {
        await _cli.RunAsync("keys", "create", "Reporter", "--scope", "*");

        Assert.Equal(0, (await _cli.RunAsync("keys", "revoke", "key0")).ExitCode);

        Assert.Empty(_server.State.Keys);
    }

    [Theory]
    [InlineData("Reporter")]
    [InlineData("Reporter", "--scope", "*", "--days", "0")]
    public async Task Create_WithoutScopeOrWithoutTime_IsAWrongCommandLine(params string[] arguments) =>
        Assert.Equal(2, (await _cli.RunAsync(["keys", "create", .. arguments])).ExitCode);
}
