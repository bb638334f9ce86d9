namespace GroupChat.Cli.Terminal;

/// <summary>Colours text, or leaves it as it is where colours are not wanted (a pipe, NO_COLOR).</summary>
/// <param name="Colours">False: every method returns its argument.</param>
internal readonly record struct Ink(bool Colours)
{
    /// <summary>The terminal's own colours, so that they fit its background; black, white and grey are left out.</summary>
    private static readonly int[] NameColours = [31, 32, 33, 34, 35, 36, 91, 92, 93, 94, 95, 96];

    public string Dim(string text) => Wrap("2", text);

    public string Bold(string text) => Wrap("1", text);

    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("31", text);

    /// <summary>A name in its own colour: the same for a user on every machine and in every run.</summary>
    public string Name(string userId, string name) => Wrap($"1;{NameColours[Hash(userId) % (uint)NameColours.Length]}", name);

    private string Wrap(string codes, string text) => Colours && text.Length > 0 ? $"\e[{codes}m{text}\e[0m" : text;

    /// <summary>FNV-1a: string.GetHashCode differs from run to run.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = (hash ^ character) * 16777619u;
        return hash ^ (hash >> 15);
    }
}
