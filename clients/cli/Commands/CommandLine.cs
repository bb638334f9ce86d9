using System.CommandLine;
using System.CommandLine.Help;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>The whole command line: what there is to type, and what happens when it is typed wrong.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command to its end and returns its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken cancellationToken)
    {
        // "@assistant ..." is a message here, not a file of arguments.
        var parsed = Build(shell).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return ReportMistakes(parsed, shell);
        var invocation = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are the program's own business.
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken);
    }

    private static RootCommand Build(Shell shell)
    {
        var options = new GlobalOptions(shell);
        var runner = new CommandRunner(shell, options);
        var root = new RootCommand("Group chat with people and AI agents, from the command line.")
        {
            RoomCommands.Build(runner),
            JoinCommand.Build(runner),
            SendCommand.Build(runner),
            TailCommand.Build(runner),
            HistoryCommand.Build(runner),
            SearchCommand.Build(runner),
            UploadCommand.Build(runner),
            ScrapeCommand.Build(runner),
            DocumentsCommand.Build(runner),
            AskCommand.Build(runner),
            ExplainCommand.Build(runner),
            RateCommands.Build(runner),
            RateCommands.BuildList(runner),
            EvaluateCommand.Build(runner),
            LanguageCommands.Build(runner),
            UsageCommand.Build(runner),
            QuotaCommands.Build(runner),
            ModelCommands.Build(runner),
            AgentCommands.Build(runner),
            SessionCommands.Build(runner),
            AccountCommands.Build(runner),
            KeyCommands.Build(runner),
            VectorCommands.Build(runner),
        };
        options.AddTo(root);
        return root;
    }

    private static int ReportMistakes(ParseResult parsed, Shell shell)
    {
        foreach (var mistake in parsed.Errors.Select(error => error.Message).Distinct())
            shell.Error.WriteLine($"groupchat: {Terminal.Sanitizer.Line(mistake)}");
        shell.Error.WriteLine($"Try '{Path(parsed)} --help'.");
        return ExitCode.Usage;
    }

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (Symbol? symbol = parsed.CommandResult.Command; symbol is Command command; symbol = command.Parents.FirstOrDefault())
            names.Insert(0, command is RootCommand ? "groupchat" : command.Name);
        return string.Join(' ', names);
    }
}
