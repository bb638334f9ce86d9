using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Vectors.Points;

/// <summary>What a filter has to be. One that says nothing is refused: it is more often a mistake than meant.</summary>
internal sealed class FilterRules(Violations violations)
{
    public const int MaxConditions = 32;
    public const int MaxAllConditions = 256;
    public const int MaxDepth = 8;
    public const int MaxValues = 1_000;

    private int _conditions;

    public static void Check(PayloadFilter? filter, Violations violations)
    {
        if (filter is null)
            return;
        var rules = new FilterRules(violations);
        rules.Check(filter, "filter", 1);
        violations.AddIf(rules._conditions > MaxAllConditions, "filter", $"must have at most {MaxAllConditions} conditions in all");
    }

    private void Check(PayloadFilter filter, string field, int depth)
    {
        switch (filter)
        {
            case PayloadFilter.Group group:
                Check(group, field, depth);
                break;
            case PayloadFilter.AnyOf condition:
                CheckKey(condition.Key, field);
                violations.AddIf(condition.Values.Count is 0 or > MaxValues, $"{field}.any_of", $"must have 1 to {MaxValues} values");
                break;
            case PayloadFilter.Exists condition:
                CheckKey(condition.Key, field);
                break;
            case PayloadFilter.InRange condition:
                CheckKey(condition.Key, field);
                CheckBounds([condition.Above, condition.AtLeast, condition.Below, condition.AtMost], field);
                break;
        }
    }

    private void Check(PayloadFilter.Group group, string field, int depth)
    {
        if (depth > MaxDepth)
        {
            violations.Add(field, $"must be nested at most {MaxDepth} deep");
            return;
        }

        var count = group.Must.Count + group.Should.Count + group.MustNot.Count;
        violations.AddIf(count == 0, $"{field}.must", "must have a condition, here, in should or in must_not");
        foreach (var (name, parts) in new[] { ("must", group.Must), ("should", group.Should), ("must_not", group.MustNot) })
        {
            violations.AddIf(parts.Count > MaxConditions, $"{field}.{name}", $"must have at most {MaxConditions} conditions");
            for (var i = 0; i < Math.Min(parts.Count, MaxConditions); i++)
                Check(parts[i], parts[i] is PayloadFilter.Group ? $"{field}.{name}[{i}].filter" : $"{field}.{name}[{i}]", depth + 1);
        }

        _conditions += count;
    }

    private void CheckKey(string key, string field) => violations.AddIf(
        key.Length is 0 or > PointRules.MaxKeyCharacters, $"{field}.key", $"must be 1 to {PointRules.MaxKeyCharacters} characters");

    private void CheckBounds(double?[] bounds, string field) => violations
        .AddIf(bounds.All(bound => bound is null), $"{field}.range", "must have a bound")
        .AddIf(bounds.Any(bound => bound is double.NaN), $"{field}.range", "must not be NaN");
}
