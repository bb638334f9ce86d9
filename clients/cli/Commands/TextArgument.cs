using System.CommandLine;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>A text that a command works on: its words on the command line, or standard input.</summary>
internal static class TextArgument
{
    public static Argument<string[]> Build(string what) =>
        Arguments.Words("TEXT", $"{what}; from standard input when absent or '-'", ArgumentArity.ZeroOrMore);

    /// <summary>Without the line break at the end of a file.</summary>
    public static async Task<string> ReadAsync(string[] words, Shell shell, CancellationToken cancellationToken)
    {
        if (words is not ([] or ["-"]))
            return string.Join(' ', words);
        var text = await shell.In.ReadToEndAsync(cancellationToken).WaitAsync(cancellationToken);
        return text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
    }
}
