using GroupChat.Cli.Output;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Runs the command line in this process, with streams that can be read and a state folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    private readonly TempFolder _state = new();

    public Cli(Uri server)
    {
        Variables["GROUPCHAT_SERVER"] = server.ToString();
        Variables["GROUPCHAT_NAME"] = "alice";
        Variables["XDG_STATE_HOME"] = _state.Path;
        Variables["HOME"] = _state.Path;
    }

    public Dictionary<string, string> Variables { get; } = [];

    public string StateFolder => Path.Combine(_state.Path, "groupchat");

    public CliRun Start(params string[] arguments) => new(NewShell(), arguments);

    public CliRun StartWithInput(TextReader input, params string[] arguments) => new(NewShell() with { In = input }, arguments);

    public CliRun StartOnTerminal(VirtualTerminal terminal, params string[] arguments) =>
        new(NewShell() with { InIsTerminal = true, OutIsTerminal = true, OpenTerminal = () => terminal }, arguments);

    public async Task<CliResult> RunAsync(params string[] arguments) => await EndAsync(Start(arguments));

    private static async Task<CliResult> EndAsync(CliRun run)
    {
        using (run)
            return await run.EndAsync();
    }

    public Shell NewShell() => new()
    {
        In = TextReader.Null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Variable = name => Variables.GetValueOrDefault(name),
        TerminalWidth = () => 80,
    };

    public void Dispose() => _state.Dispose();
}
