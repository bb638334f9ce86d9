using System.Globalization;
using System.Text.RegularExpressions;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>What the scripted model answers to each question, token by token: no two tokens of all answers are the same.</summary>
internal static partial class AnswerScript
{
    public static string Question(string agent, int number) => string.Create(CultureInfo.InvariantCulture, $"@{agent} ask-{number}");

    public static int Tokens(int number) => 15 + (number * 7 % 40);

    public static string Token(int number, int place) => string.Create(CultureInfo.InvariantCulture, $"{number}-{place};");

    public static string Text(int number) => string.Concat(Enumerable.Range(0, Tokens(number)).Select(place => Token(number, place)));

    /// <summary>The number of the question that comes last in a text.</summary>
    public static int NumberIn(string text) => int.Parse(Asked().Matches(text)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("ask-([0-9]+)")]
    private static partial Regex Asked();
}
