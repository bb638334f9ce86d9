using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors;

/// <summary>Filters of the contract as the domain's. How deep and how many is for <see cref="FilterRules"/>.</summary>
internal static class FilterMapping
{
    public static PayloadFilter? ToDomain(this Filter? filter) => filter is null ? null : ToGroup(filter);

    private static PayloadFilter.Group ToGroup(Filter filter) =>
        new([.. filter.Must.Select(ToDomain)], [.. filter.Should.Select(ToDomain)], [.. filter.MustNot.Select(ToDomain)]);

    private static PayloadFilter ToDomain(Condition condition)
    {
        var isAnyOf = condition.AnyOf.Count > 0;
        var tests = new[] { isAnyOf, condition.Range is not null, condition.Exists, condition.Filter is not null };
        if (tests.Count(test => test) > 1)
            throw Violations.One("filter", "each condition must have exactly one of any_of, range, exists and filter");
        if (condition.Filter is { } nested)
            return ToGroup(nested);
        if (condition.Range is { } range)
            return ToDomain(condition.Key, range);
        // Nothing at all: refused as a choice of no values.
        return condition.Exists
            ? new PayloadFilter.Exists(condition.Key)
            : new PayloadFilter.AnyOf(condition.Key, condition.AnyOf.ToHashSet(StringComparer.Ordinal));
    }

    private static PayloadFilter.InRange ToDomain(string key, NumberRange range) => new(
        key,
        range.HasGt ? range.Gt : null,
        range.HasGte ? range.Gte : null,
        range.HasLt ? range.Lt : null,
        range.HasLte ? range.Lte : null);
}
