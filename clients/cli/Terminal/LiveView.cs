namespace GroupChat.Cli.Terminal;

/// <summary>What the live part of the screen shows.</summary>
/// <param name="Lines">Lines from top to bottom, at least one.</param>
/// <param name="CursorRow">Index of the line with the cursor.</param>
/// <param name="CursorColumn">Cells left of the cursor.</param>
internal sealed record LiveView(IReadOnlyList<string> Lines, int CursorRow, int CursorColumn)
{
    public static LiveView Empty { get; } = new([""], 0, 0);

    public bool SameAs(LiveView other) =>
        CursorRow == other.CursorRow && CursorColumn == other.CursorColumn && Lines.SequenceEqual(other.Lines);

    /// <summary>Rows between the top and the cursor. A terminal made narrower has broken our lines into several rows.</summary>
    public int RowsAboveCursor(int width)
    {
        var rows = 0;
        for (var line = 0; line < CursorRow; line++)
            rows += RowsOf(StyledText.Cells(Lines[line]), width);
        return rows + (CursorColumn / width);
    }

    private static int RowsOf(int cells, int width) => Math.Max(1, (cells + width - 1) / width);
}
