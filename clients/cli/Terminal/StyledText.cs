using System.Text;

namespace GroupChat.Cli.Terminal;

/// <summary>Measures lines that hold colour codes of our own.</summary>
internal static class StyledText
{
    /// <summary>Cells of the text without the codes <see cref="Ink"/> puts in.</summary>
    public static int Cells(string line) => CellWidth.Of(Plain(line));

    /// <summary>The text without codes.</summary>
    public static string Plain(string line)
    {
        if (!line.Contains('\e'))
            return line;
        var plain = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\e')
                at = line.IndexOf('m', at);
            else
                plain.Append(line[at]);
        }
        return plain.ToString();
    }
}
