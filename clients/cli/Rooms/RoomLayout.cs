using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// Puts the live part of the screen together, from top to bottom: a region for each growing answer, messages not yet
/// acknowledged, the status line, the input line.
/// </summary>
internal static class RoomLayout
{
    private const string Prompt = "> ";
    private const int MostPending = 3;
    private const int StatusAndInput = 2;

    /// <param name="screen">Where it will be shown.</param>
    /// <param name="renderer">Makes lines for its width.</param>
    /// <param name="answers">Growing answers.</param>
    /// <param name="pending">Texts not yet acknowledged.</param>
    /// <param name="status">What the status line says; may be empty.</param>
    /// <param name="editor">The line being written.</param>
    public static LiveView Of(
        Screen screen,
        MessageRenderer renderer,
        IReadOnlyList<LiveAnswer> answers,
        IReadOnlyList<string> pending,
        string status,
        LineEditor editor)
    {
        var lines = new List<string>();
        var free = screen.LiveRows - StatusAndInput;
        var waiting = Math.Min(pending.Count, Math.Min(MostPending, free));
        var rows = free - waiting;
        // The newest, when there are more answers than rows.
        foreach (var answer in answers.TakeLast(rows))
            lines.AddRange(renderer.Growing(answer.Author, answer.Asker, State(answer), answer.Text.Text, Share(rows, answers.Count)));
        foreach (var text in pending.TakeLast(waiting))
            lines.Add(screen.Ink.Dim(TextWrap.Cut($"      … {Sanitizer.Line(text)}", screen.Width - 1)));
        lines.Add(screen.Ink.Dim(TextWrap.Cut(Sanitizer.Line(status), screen.Width - 1)));
        var input = InputLine.Of(editor.Text, editor.Cursor, screen.Width - Prompt.Length);
        lines.Add(Prompt + input.Shown);
        return new(lines, lines.Count - 1, Prompt.Length + input.CursorCells);
    }

    private static int Share(int rows, int answers) => Math.Max(1, rows / Math.Max(1, answers));

    private static string State(LiveAnswer answer) => $"is {Phrases.Of(answer.Progress)}…";
}
