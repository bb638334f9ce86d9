using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Vectors.Points;

/// <summary>What a filter has to be. One that says nothing is refused: it is more often a mistake than meant.</summary>
internal static class FilterRules
{
    public const int MaxConditions = 32;
    public const int MaxValues = 1_000;

    public static void Check(PayloadFilter? filter, Violations violations)
    {
        if (filter is not PayloadFilter.All all)
            return;
        violations.AddIf(all.Parts.Count is 0 or > MaxConditions, "filter.must", $"must have 1 to {MaxConditions} conditions");
        for (var i = 0; i < all.Parts.Count; i++)
        {
            if (all.Parts[i] is PayloadFilter.AnyOf condition)
                Check(condition, $"filter.must[{i}]", violations);
        }
    }

    private static void Check(PayloadFilter.AnyOf condition, string field, Violations violations)
    {
        var isKey = condition.Key.Length is > 0 and <= PointRules.MaxKeyCharacters;
        violations
            .AddIf(!isKey, $"{field}.key", $"must be 1 to {PointRules.MaxKeyCharacters} characters")
            .AddIf(condition.Values.Count is 0 or > MaxValues, $"{field}.any_of", $"must have 1 to {MaxValues} values");
    }
}
