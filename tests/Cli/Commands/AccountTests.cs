using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class AccountTests : IAsyncLifetime, IDisposable
{
    private const string Password = "correct horse battery";
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
    public async Task Register_WithAPasswordFromStandardInput_MakesAnAccountOfTheSession()
    {
        var result = await RunAsync(Password + "\n", "account", "register", "alice");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Password, _server.State.Accounts["alice"].Password);
        Assert.Contains("alice", result.Out, StringComparison.Ordinal);
        Assert.Contains("alice", (await _cli.RunAsync("account")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithASession_ReplacesAndEndsItAndKeepsTheFilePrivate()
    {
        await RunAsync(Password, "account", "register", "alice");
        var before = Assert.Single(_server.State.Users.Live());

        var result = await RunAsync(Password, "account", "sign-in", "alice");

        Assert.Equal(0, result.ExitCode);
        var live = Assert.Single(_server.State.Users.Live());
        Assert.NotSame(before, live);
        Assert.StartsWith("groupchat on", live.DeviceLabel, StringComparison.Ordinal);
        var file = Assert.Single(Directory.GetFiles(_cli.StateFolder, "*.json"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(Password, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_OnANewMachine_MakesNoOtherSession()
    {
        _server.State.Accounts["alice"] = (new() { AccountName = "alice", DisplayName = "Alice" }, Password);

        Assert.Equal(0, (await RunAsync(Password, "account", "sign-in", "alice")).ExitCode);

        Assert.Equal(1, _server.State.Users.Created);
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_KeepsTheSession()
    {
        await RunAsync(Password, "account", "register", "alice");
        var before = Assert.Single(_server.State.Users.Live());

        var result = await RunAsync("something else", "account", "sign-in", "alice");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("SIGN_IN_FAILED", result.Error, StringComparison.Ordinal);
        Assert.Same(before, Assert.Single(_server.State.Users.Live()));
    }

    [Fact]
    public async Task SignOut_OfAnAccount_EndsTheSessionAndForgetsIt()
    {
        await RunAsync(Password, "account", "register", "alice");

        Assert.Equal(0, (await _cli.RunAsync("account", "sign-out")).ExitCode);

        Assert.Empty(_server.State.Users.Live());
        Assert.Empty(Directory.GetFiles(_cli.StateFolder, "*.json"));
    }

    [Fact]
    public async Task Password_WithBothLines_ChangesIt()
    {
        await RunAsync(Password, "account", "register", "alice");

        Assert.Equal(0, (await RunAsync($"{Password}\nanother password\n", "account", "password")).ExitCode);

        Assert.Equal("another password", _server.State.Accounts["alice"].Password);
        Assert.Equal(2, (await RunAsync(Password, "account", "password")).ExitCode);
    }

    [Theory]
    [InlineData("account", "register", "alice", Password)]
    [InlineData("account", "sign-in", "alice", "--password", Password)]
    public async Task Password_AsAnArgument_IsAWrongCommandLine(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync("", arguments)).ExitCode);

    [Fact]
    public async Task Register_OnATerminal_AsksTwiceAndShowsNothingOfIt()
    {
        var terminal = new VirtualTerminal();
        using var run = _cli.StartOnTerminal(terminal, "account", "register", "alice");
        await terminal.SeesAsync("password:");
        terminal.Type(Password + "x");
        terminal.Press(ConsoleKey.Backspace);
        terminal.Press(ConsoleKey.Enter);
        await terminal.SeesAsync("again:");
        terminal.Enter(Password);

        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.Equal(Password, _server.State.Accounts["alice"].Password);
        Assert.DoesNotContain("horse", terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_OnATerminalWithTwoThatDiffer_MakesNoAccount()
    {
        var terminal = new VirtualTerminal();
        using var run = _cli.StartOnTerminal(terminal, "account", "register", "alice");
        terminal.Enter(Password);
        terminal.Enter("something else");

        Assert.Equal(2, (await run.EndAsync()).ExitCode);
        Assert.Empty(_server.State.Accounts);
    }

    [Fact]
    public async Task SignIn_OnATerminalThatIsLeft_IsInterrupted()
    {
        var terminal = new VirtualTerminal();
        using var run = _cli.StartOnTerminal(terminal, "account", "sign-in", "alice");
        await terminal.SeesAsync("password:");
        terminal.Press(ConsoleKey.C, control: true);

        Assert.Equal(130, (await run.EndAsync()).ExitCode);
    }

    private async Task<CliResult> RunAsync(string input, params string[] arguments)
    {
        using var run = _cli.StartWithInput(new StringReader(input), arguments);
        return await run.EndAsync();
    }
}
