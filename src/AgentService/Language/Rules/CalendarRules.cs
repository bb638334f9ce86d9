using System.Globalization;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Language.Rules;

/// <summary>Days and times of the day, in numbers or with the names of months.</summary>
internal static class CalendarRules
{
    public static EntityRule[] All { get; } =
    [
        new(EntityType.Date, EntityRule.Of(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"), static match => Day(Numbers(match), 0, 1, 2, 0.99)),
        new(EntityType.Date, EntityRule.Of(@"\b[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b"), static match => Day(Numbers(match), 2, 1, 0, 0.95)),
        new(EntityType.Date, EntityRule.Of(@"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\b"), Slashed),
        new(EntityType.Date, EntityRule.Of($@"\b[0-9]{{1,2}}(st|nd|rd|th|\.|er)? (of |de )?(?i:{MonthNames.Alternatives})\b(\.?,?( de)? [0-9]{{4}}\b)?"), Named),
        new(EntityType.Date, EntityRule.Of($@"\b(?i:{MonthNames.Alternatives})\b\.? [0-9]{{1,2}}(st|nd|rd|th)?\b(,? [0-9]{{4}}\b)?"), Named),
        new(EntityType.Time, EntityRule.Of(@"\b[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?(?i:[ap]\.?m\b))?"), Clock),
        new(EntityType.Time, EntityRule.Of(@"\b[0-9]{1,2} ?(?i:[ap]\.?m)\b"), Clock),
    ];

    private static readonly Regex Digits = EntityRule.Of("[0-9]+");

    private static List<(int Value, int End)> Numbers(string match) =>
        [.. Digits.Matches(match).Select(static run => (int.Parse(run.ValueSpan, CultureInfo.InvariantCulture), run.Index + run.Length))];

    private static EntityReading? Day(List<(int Value, int End)> numbers, int year, int month, int day, double confidence) =>
        IsDay(numbers[year].Value, numbers[month].Value, numbers[day].Value)
            ? new(numbers[^1].End, Iso(numbers[year].Value, numbers[month].Value, numbers[day].Value), confidence)
            : null;

    /// <summary>Some write the month first and some the day: where both are possible, it is a day and nobody knows which.</summary>
    private static EntityReading? Slashed(string match)
    {
        var numbers = Numbers(match);
        var (monthFirst, dayFirst) = (Day(numbers, 2, 0, 1, 0.95), Day(numbers, 2, 1, 0, 0.95));
        if (monthFirst is not null && dayFirst is not null && monthFirst != dayFirst)
            return new(match.Length, "", 0.85);
        return monthFirst ?? dayFirst;
    }

    private static EntityReading? Named(string match)
    {
        var month = MonthNames.In(match);
        var numbers = Numbers(match);
        var year = numbers.Count > 1 ? numbers[1].Value : 0;
        if (month == 0 || !IsDay(year == 0 ? 2000 : year, month, numbers[0].Value))
            return null;
        return new(match.Length, year == 0 ? "" : Iso(year, month, numbers[0].Value), year == 0 ? 0.85 : 0.97);
    }

    private static EntityReading? Clock(string match)
    {
        var numbers = Numbers(match).ConvertAll(static number => number.Value);
        var half = match.IndexOfAny(['a', 'A', 'p', 'P']) is var at and >= 0 ? char.ToLowerInvariant(match[at]) : ' ';
        var hour = half == ' ' ? numbers[0] : numbers[0] is >= 1 and <= 12 ? (numbers[0] % 12) + (half == 'p' ? 12 : 0) : 24;
        var (minute, second) = (numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        return new(match.Length, numbers.Count > 2 ? $"{hour:00}:{minute:00}:{second:00}" : $"{hour:00}:{minute:00}", 0.9);
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static string Iso(int year, int month, int day) => new DateOnly(year, month, day).ToString("O", CultureInfo.InvariantCulture);
}
