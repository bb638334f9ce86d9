using Google.Protobuf.Collections;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>Filters by their documented meaning: values of another type never match, lists match by any of their values.</summary>
internal static class DoubleFilter
{
    public static bool Matches(Q.Filter? filter, DoublePoint point) => filter is null
        || (filter.Must.All(one => Matches(one, point))
            && (filter.Should.Count == 0 || filter.Should.Any(one => Matches(one, point)))
            && !filter.MustNot.Any(one => Matches(one, point)));

    private static bool Matches(Q.Condition condition, DoublePoint point) => condition.ConditionOneOfCase switch
    {
        Q.Condition.ConditionOneOfOneofCase.Filter => Matches(condition.Filter, point),
        Q.Condition.ConditionOneOfOneofCase.HasId => condition.HasId.HasId.Any(id => DoublePoint.KeyOf(id) == DoublePoint.KeyOf(point.Id)),
        Q.Condition.ConditionOneOfOneofCase.IsEmpty => Values(condition.IsEmpty.Key, point).Count == 0,
        Q.Condition.ConditionOneOfOneofCase.Field => Matches(condition.Field, point),
        _ => throw QdrantDouble.Invalid("Malformed Condition"),
    };

    private static bool Matches(Q.FieldCondition condition, DoublePoint point)
    {
        var values = Values(condition.Key, point);
        if (condition.Match is { } match)
            return values.Any(value => Matches(match, value));
        return condition.Range is { } range
            ? values.Any(value => Matches(range, value))
            : throw QdrantDouble.Invalid("At least one field condition must be specified");
    }

    private static bool Matches(Q.Match match, Q.Value value) => match.MatchValueCase switch
    {
        Q.Match.MatchValueOneofCase.Keyword => value.HasStringValue && value.StringValue == match.Keyword,
        Q.Match.MatchValueOneofCase.Keywords => value.HasStringValue && match.Keywords.Strings.Contains(value.StringValue),
        Q.Match.MatchValueOneofCase.Integer => value.HasIntegerValue && value.IntegerValue == match.Integer,
        _ => throw QdrantDouble.Invalid("Malformed Match condition"),
    };

    private static bool Matches(Q.Range range, Q.Value value)
    {
        if (!value.HasDoubleValue && !value.HasIntegerValue)
            return false;
        var number = value.HasDoubleValue ? value.DoubleValue : value.IntegerValue;
        return !(range.HasLt && !(number < range.Lt)) && !(range.HasGt && !(number > range.Gt))
            && !(range.HasLte && !(number <= range.Lte)) && !(range.HasGte && !(number >= range.Gte));
    }

    private static RepeatedField<Q.Value> Values(string path, DoublePoint point)
    {
        var steps = path.Split('.');
        if (steps.Any(step => step.Length == 0 || !step.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')))
            throw QdrantDouble.Invalid($"Invalid json path: {path}");
        IDictionary<string, Q.Value> fields = point.Payload;
        foreach (var step in steps[..^1])
        {
            if (!fields.TryGetValue(step, out var inner) || inner.StructValue is null)
                return [];
            fields = inner.StructValue.Fields;
        }

        if (!fields.TryGetValue(steps[^1], out var value) || value.HasNullValue || value.KindCase == Q.Value.KindOneofCase.None)
            return [];
        return value.ListValue?.Values ?? [value];
    }
}
