using System.Text;
using Spectre.Console;

namespace GroupChat.Cli.Output;

/// <summary>Spectre.Console on a terminal stream of ours.</summary>
internal sealed class SpectreConsole(TextWriter writer, int width) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => width;

    /// <summary>Only bars ask, and there are never more of them than this.</summary>
    public int Height => 100;

    public static IAnsiConsole On(TextWriter writer, Shell shell) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new SpectreConsole(writer, shell.TerminalWidth()),
        Ansi = AnsiSupport.Yes,
        ColorSystem = shell.WantsColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
    });

    public void SetEncoding(Encoding encoding)
    {
        // Always UTF-8.
    }
}
