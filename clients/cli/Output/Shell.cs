using System.Text;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Output;

/// <summary>
/// What surrounds a command: its three streams, what is known of them, the environment and the clock. The real one is
/// <see cref="System"/>; tests make their own.
/// </summary>
internal sealed record Shell
{
    private const int NoEdge = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes the terminal over for an interactive command.</summary>
    public Func<ITerminal>? OpenTerminal { get; init; }

    /// <summary>True when both ends are a terminal that can move its cursor.</summary>
    public bool IsInteractive => InIsTerminal && OutIsTerminal && OpenTerminal is not null && Variable("TERM") != "dumb";

    /// <summary>Cells of a line on standard output; a pipe has no edge.</summary>
    public int Width => OutIsTerminal ? Math.Max(20, TerminalWidth()) : NoEdge;

    public Func<int> TerminalWidth { get; init; } = () => Console.WindowWidth;

    /// <summary>How to colour what goes to standard output.</summary>
    public Ink Ink => new(OutIsTerminal && WantsColours);

    /// <summary>How to colour what goes to standard error.</summary>
    public Ink ErrorInk => new(ErrorIsTerminal && WantsColours);

    /// <summary>False when the person asked for none.</summary>
    public bool WantsColours => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    public static Shell System()
    {
        var shell = new Shell
        {
            In = new StreamReader(Console.OpenStandardInput(), Utf8),
            Out = new StreamWriter(StandardOutput(), Utf8) { AutoFlush = true },
            Error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
        };
        return shell with { OpenTerminal = () => new ConsoleTerminal(shell.WantsColours) };
    }

    /// <summary>
    /// The console's own stream swallows the error of a pipe that nobody reads any more, and a command that follows a room
    /// would run for ever. A plain stream on the same handle reports it. Not for files: it would keep a position of its own.
    /// </summary>
    private static Stream StandardOutput()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var pipe = new FileStream(new(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }
}
