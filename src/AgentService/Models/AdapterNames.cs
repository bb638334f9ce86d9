using System.Text.RegularExpressions;

namespace GroupChat.Agents.Models;

/// <summary>What an adapter may be called, in settings and by agents.</summary>
internal static partial class AdapterNames
{
    /// <summary>Of one answer.</summary>
    public const int Most = 8;

    public const double LargestScale = 10;

    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
