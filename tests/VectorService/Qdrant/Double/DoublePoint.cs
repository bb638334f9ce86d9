using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>One point.</summary>
internal sealed record DoublePoint(Q.PointId Id, Dictionary<string, Q.Value> Payload)
{
    public Dictionary<string, float[]> Dense { get; } = [];

    public Dictionary<string, Dictionary<uint, float>> Sparse { get; } = [];

    /// <summary>Numbers come before UUIDs, both in their order; other ids are refused.</summary>
    public static string KeyOf(Q.PointId? id) => id?.PointIdOptionsCase switch
    {
        Q.PointId.PointIdOptionsOneofCase.Num => $"0{id.Num:d20}",
        Q.PointId.PointIdOptionsOneofCase.Uuid when Guid.TryParse(id.Uuid, out var uuid) => $"1{uuid:N}",
        _ => throw QdrantDouble.Invalid("Unable to parse UUID"),
    };

    public Dictionary<string, Q.Value> Shown(Q.WithPayloadSelector? selector) => selector?.SelectorOptionsCase switch
    {
        Q.WithPayloadSelector.SelectorOptionsOneofCase.Enable when selector.Enable => Payload,
        Q.WithPayloadSelector.SelectorOptionsOneofCase.Include =>
            Payload.Where(entry => selector.Include.Fields.Contains(entry.Key)).ToDictionary(),
        _ => [],
    };

    public Q.VectorsOutput? Shown(Q.WithVectorsSelector? selector, DoubleCollection collection, bool isOld)
    {
        if (selector is null || (selector.SelectorOptionsCase == Q.WithVectorsSelector.SelectorOptionsOneofCase.Enable && !selector.Enable))
            return null;
        var vectors = new Q.NamedVectorsOutput();
        foreach (var name in selector.Include?.Names ?? [.. Dense.Keys])
        {
            collection.Shape(name);
            if (Dense.TryGetValue(name, out var vector))
                vectors.Vectors[name] = isOld ? new() { Data = { vector } } : new() { Dense = new() { Data = { vector } } };
        }

        return new() { Vectors = vectors };
    }
}
