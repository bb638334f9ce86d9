using System.CommandLine;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>The options every command has.</summary>
internal sealed class GlobalOptions(Shell shell)
{
    private const string DefaultServer = "http://localhost:8080";

    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"Address of the server (default: GROUPCHAT_SERVER or {DefaultServer})",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Name { get; } = new("--name")
    {
        Description = "Name others see (default: GROUPCHAT_NAME or the user of this computer)",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "Which stored session to use (default: one for each name)",
        HelpName = "PROFILE",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No notes on standard error", Recursive = true };

    public void AddTo(Command root)
    {
        root.Add(Server);
        root.Add(Name);
        root.Add(Profile);
        root.Add(Quiet);
    }

    /// <exception cref="UsageException">The server's address cannot be one.</exception>
    public ClientSettings Read(ParseResult parsed)
    {
        var address = Given(parsed, Server, "GROUPCHAT_SERVER") ?? DefaultServer;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server is not { Scheme: "http" or "https", Host.Length: > 0 })
            throw new UsageException($"'{address}' is not an address of a server; expected something like {DefaultServer}");
        var name = Given(parsed, Name, "GROUPCHAT_NAME") ?? UserName();
        return new(server, name, Given(parsed, Profile, "GROUPCHAT_PROFILE") ?? name, parsed.GetValue(Quiet), StateFolder());
    }

    private string? Given(ParseResult parsed, Option<string?> option, string variable)
    {
        var value = parsed.GetValue(option) ?? shell.Variable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    private string Home() => shell.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string UserName() => Environment.UserName is { Length: > 0 } name ? name : "guest";

    private string StateFolder()
    {
        var state = shell.Variable("XDG_STATE_HOME");
        // The XDG rules say that a relative path is to be ignored.
        if (string.IsNullOrEmpty(state) || !Path.IsPathRooted(state))
            state = Path.Combine(Home(), ".local", "state");
        return Path.Combine(state, "groupchat");
    }
}
