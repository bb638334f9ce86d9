using System.Text;

namespace GroupChat.Cli.Terminal;

/// <summary>
/// A terminal in two parts: finished lines that scroll away above and are never touched again, and a live part at the
/// bottom that is drawn anew on every change. Writes only; it never asks the terminal where the cursor is.
/// </summary>
internal sealed class Screen(ITerminal terminal)
{
    private LiveView _shown = LiveView.Empty;
    private int _shownWidth = terminal.Width;

    public int Width => Math.Max(20, terminal.Width);

    /// <summary>Rows the live part may take: cursor movement cannot reach what has scrolled off.</summary>
    public int LiveRows => Math.Max(2, terminal.Height - 1);

    public Ink Ink => terminal.Ink;

    /// <summary>Prints finished lines above and the live part below them.</summary>
    /// <param name="finished">Lines, already cut to the width or to be wrapped by the terminal.</param>
    /// <param name="live">The live part: every line fits the width.</param>
    /// <param name="force">Draws even if nothing changed.</param>
    public void Draw(IReadOnlyList<string> finished, LiveView live, bool force = false)
    {
        if (!force && finished.Count == 0 && live.SameAs(_shown) && terminal.Width == _shownWidth)
            return;
        var output = new StringBuilder(Ansi.BeginUpdate).Append(Ansi.HideCursor);
        Erase(output);
        foreach (var line in finished)
            output.Append(line).Append("\r\n");
        output.AppendJoin("\r\n", live.Lines);
        output.Append(Ansi.Up(live.Lines.Count - 1 - live.CursorRow)).Append(Ansi.Column(live.CursorColumn));
        output.Append(Ansi.ShowCursor).Append(Ansi.EndUpdate);
        terminal.Write(output.ToString());
        _shown = live;
        _shownWidth = terminal.Width;
    }

    /// <summary>Takes the live part away and leaves the cursor at the beginning of a free line.</summary>
    public void Close()
    {
        var output = new StringBuilder();
        Erase(output);
        terminal.Write(output.ToString());
        _shown = LiveView.Empty;
    }

    private void Erase(StringBuilder output)
    {
        output.Append('\r').Append(Ansi.Up(_shown.RowsAboveCursor(Width))).Append(Ansi.EraseBelow);
    }
}
