namespace GroupChat.Cli.Terminal;

/// <summary>The control sequences this client writes: ECMA-48 ones that every terminal of today knows.</summary>
internal static class Ansi
{
    public const string EraseBelow = "\e[J";
    public const string HideCursor = "\e[?25l";
    public const string ShowCursor = "\e[?25h";
    /// <summary>Asks the terminal to show what follows at once; terminals that do not know it ignore it.</summary>
    public const string BeginUpdate = "\e[?2026h";
    public const string EndUpdate = "\e[?2026l";

    public static string Up(int rows) => rows > 0 ? $"\e[{rows}A" : "";

    public static string Column(int column) => $"\e[{column + 1}G";
}
