using System.Globalization;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Grounding.Citing;

/// <summary>Numbers of passages in brackets: [1], [1][2], [1, 2]. One that a round bracket follows is a link and no marker.</summary>
internal static partial class Markers
{
    private const int Most = 16;
    private const int LongestNumber = 4;
    private const string Run = @"\[\^?[0-9]{1,4}(?:\s?[,;]\s?\^?[0-9]{1,4}){0,15}\](?:[ \t]?\[\^?[0-9]{1,4}(?:\s?[,;]\s?\^?[0-9]{1,4}){0,15}\]){0,15}";

    /// <summary>After a quote: perhaps an end of sentence, then markers.</summary>
    public static Match AfterQuote(string text, int at) => Tail().Match(text, at);

    /// <summary>White space and markers.</summary>
    public static Match Alone(string text, int at) => Bare().Match(text, at);

    /// <summary>At the end of a block.</summary>
    public static Match AtEnd(string text) => Last().Match(text);

    public static bool AreIn(string text) => Any().IsMatch(text);

    /// <summary>What is there may become markers when more comes.</summary>
    public static bool MayFollow(string text, int at) => Beginning().IsMatch(text, at);

    public static IReadOnlyList<int> NumbersIn(string marks) =>
    [
        .. Number().Matches(marks).Take(Most).Where(static number => number.Length <= LongestNumber)
            .Select(static number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture)),
    ];

    [GeneratedRegex(@"\G(?<gap>[ \t]{0,2}[.,;:!?]?[ \t]{0,2})(?<marks>" + Run + @")(?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\G(?<gap>[ \t]*)(?<marks>" + Run + @")(?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<gap>[\s>]*)(?<marks>" + Run + @")[ \t.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Last();

    [GeneratedRegex(@"\G[ \t]*[.,;:!?]?[ \t]{0,2}(\[[\^0-9,; \t\[\]]{0,200})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(Run + @"(?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
