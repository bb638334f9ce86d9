using System.CommandLine;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using Grpc.Core;

namespace GroupChat.Cli.Commands;

/// <summary>Runs what a command does and turns whatever happens into one line and an exit code.</summary>
internal sealed class CommandRunner(Shell shell, GlobalOptions options)
{
    /// <summary>EPIPE, as .NET hands it on: who read our output has left.</summary>
    private const int BrokenPipe = 32;

    public Shell Shell => shell;

    /// <summary>Says what a command does.</summary>
    public Command Bind(Command command, Func<Client, ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, work, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        ParseResult parsed, Func<Client, ParseResult, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new Client(options.Read(parsed), shell);
            return await RunAsync(client, parsed, work, cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Fail(ExitCode.Usage, wrong.Message);
        }
    }

    private async Task<int> RunAsync(
        Client client,
        ParseResult parsed,
        Func<Client, ParseResult, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            return await work(client, parsed, cancellationToken);
        }
        catch (Exception error)
        {
            client.Status.Clear();
            return error switch
            {
                UsageException => Fail(ExitCode.Usage, error.Message),
                _ when cancellationToken.IsCancellationRequested => ExitCode.Interrupted,
                RefusedException => Fail(ExitCode.Failed, error.Message),
                UnreachableServerException => Fail(ExitCode.Unreachable, error.Message),
                RpcException refused => Fail(ExitCode.Failed, ServerError.From(refused).ToString()),
                IOException { HResult: BrokenPipe } => ExitCode.Ok,
                IOException or UnauthorizedAccessException => Fail(ExitCode.Failed, error.Message),
                _ => Fail(ExitCode.Failed, $"unexpected {error.GetType().Name}: {error.Message}"),
            };
        }
    }

    private int Fail(int code, string message)
    {
        shell.Error.WriteLine($"groupchat: {Sanitizer.Line(message)}");
        return code;
    }
}
