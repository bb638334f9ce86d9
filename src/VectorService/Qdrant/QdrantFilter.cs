using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Filters in Qdrant's terms. They mean the same: what matches here matches there.</summary>
internal static class QdrantFilter
{
    public static Wire.Condition Is(string field, string value) =>
        new() { Field = new() { Key = field, Match = new() { Keyword = value } } };

    public static Wire.Condition Is(string field, long value) =>
        new() { Field = new() { Key = field, Match = new() { Integer = value } } };

    public static Wire.Condition Of(PayloadFilter filter) => filter switch
    {
        PayloadFilter.Group group => new() { Filter = Of(group) },
        PayloadFilter.AnyOf any => new()
        {
            Field = new() { Key = QdrantPayload.ValueOf(any.Key), Match = new() { Keywords = new() { Strings = { any.Values } } } },
        },
        PayloadFilter.Exists exists => Not(new() { IsEmpty = new() { Key = QdrantPayload.ValueOf(exists.Key) } }),
        PayloadFilter.InRange range => new() { Field = new() { Key = QdrantPayload.NumberOf(range.Key), Range = Of(range) } },
        _ => throw new NotSupportedException($"There is no way to say {filter.GetType().Name} to Qdrant."),
    };

    private static Wire.Filter Of(PayloadFilter.Group group) => new()
    {
        Must = { group.Must.Select(Of) },
        Should = { group.Should.Select(Of) },
        MustNot = { group.MustNot.Select(Of) },
    };

    private static Wire.Condition Not(Wire.Condition condition) => new() { Filter = new() { MustNot = { condition } } };

    private static Wire.Range Of(PayloadFilter.InRange asked)
    {
        var range = new Wire.Range();
        if (asked.Above is { } above)
            range.Gt = QdrantPayload.Finite(above);
        if (asked.AtLeast is { } least)
            range.Gte = QdrantPayload.Finite(least);
        if (asked.Below is { } below)
            range.Lt = QdrantPayload.Finite(below);
        if (asked.AtMost is { } most)
            range.Lte = QdrantPayload.Finite(most);
        return range;
    }
}
