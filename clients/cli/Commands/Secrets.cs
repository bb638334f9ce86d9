using System.Text;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Commands;

/// <summary>
/// Reads passwords: from the terminal, where nothing of them is shown, or one a line from standard input. Never from arguments, which
/// other users of the machine see.
/// </summary>
internal static class Secrets
{
    /// <summary>One for each prompt; null when the person has had enough.</summary>
    /// <exception cref="UsageException">There is none to be read.</exception>
    public static async Task<IReadOnlyList<string>?> ReadAsync(Shell shell, IReadOnlyList<string> prompts, CancellationToken cancellationToken)
    {
        if (!shell.InIsTerminal)
            return await ReadLinesAsync(shell, prompts.Count, cancellationToken);
        using var terminal = shell.OpenTerminal?.Invoke() ?? throw new UsageException("there is no terminal to ask at; write the password to standard input");
        var secrets = new List<string>();
        foreach (var prompt in prompts)
        {
            if (await AskAsync(terminal, prompt, cancellationToken) is not { } secret)
                return null;
            secrets.Add(secret);
        }

        return secrets;
    }

    /// <summary>The same for one that is new: whoever types it unseen types it twice.</summary>
    /// <exception cref="UsageException">The two are not the same.</exception>
    public static async Task<string?> ReadNewAsync(Shell shell, string prompt, CancellationToken cancellationToken)
    {
        var secrets = await ReadAsync(shell, shell.InIsTerminal ? [prompt, "the same again: "] : [prompt], cancellationToken);
        return secrets is null || secrets.All(secret => secret == secrets[0]) ? secrets?[0] : throw new UsageException("the two are not the same");
    }

    private static async Task<IReadOnlyList<string>> ReadLinesAsync(Shell shell, int count, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            if (await shell.In.ReadLineAsync(cancellationToken) is not { Length: > 0 } line)
                throw new UsageException($"standard input has {lines.Count} of {count} passwords, one a line");
            lines.Add(line);
        }

        return lines;
    }

    private static async Task<string?> AskAsync(ITerminal terminal, string prompt, CancellationToken cancellationToken)
    {
        terminal.Write(prompt);
        var typed = new StringBuilder();
        await foreach (var key in terminal.Keys.ReadAllAsync(cancellationToken))
        {
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.Write("\r\n");
                return typed.ToString();
            }

            if (key is { Key: ConsoleKey.C or ConsoleKey.D, Modifiers: ConsoleModifiers.Control })
                break;
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        terminal.Write("\r\n");
        return null;
    }
}
