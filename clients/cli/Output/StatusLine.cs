using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Output;

/// <summary>One passing line on standard error ("reconnecting…"), shown only to people: never in a pipe.</summary>
internal sealed class StatusLine(Shell shell, bool quiet)
{
    private readonly bool _visible = shell.ErrorIsTerminal && !quiet;
    private bool _shown;

    public void Show(string text)
    {
        if (!_visible)
            return;
        shell.Error.Write($"\r\e[K{shell.ErrorInk.Dim(Sanitizer.Line(text))}");
        _shown = true;
    }

    /// <summary>To be called before anything else is written.</summary>
    public void Clear()
    {
        if (_shown)
            shell.Error.Write("\r\e[K");
        _shown = false;
    }
}
