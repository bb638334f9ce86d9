using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>Prints events and, if wanted, signals, one line each.</summary>
internal sealed class TailPrinter(Shell shell, bool json, bool signals)
{
    public void Print(RoomEvent change) => shell.Out.WriteLine(json ? Json.Line(change) : EventLines.Of(change, shell.Ink));

    public void Print(Signal signal)
    {
        if (signals && (json ? Json.Line(signal) : EventLines.Of(signal, shell.Ink)) is { } line)
            shell.Out.WriteLine(line);
    }
}
