using GroupChat.Cli.Terminal;
using Spectre.Console;

namespace GroupChat.Cli.Output;

/// <summary>Rows for people: a table on a terminal, lines with tabs in a pipe.</summary>
internal static class Table
{
    public static void Write(Shell shell, string[] columns, IEnumerable<string[]> rows)
    {
        if (shell.OutIsTerminal)
            WriteTable(shell, columns, rows);
        else
            WriteLines(shell.Out, rows);
    }

    private static void WriteTable(Shell shell, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Dim))).PadRight(2));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(Sanitizer.Line(cell))));
        SpectreConsole.On(shell.Out, shell).Write(table);
    }

    private static void WriteLines(TextWriter output, IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
            output.WriteLine(string.Join('\t', row.Select(Sanitizer.Line)));
    }
}
