using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>Points and indexes as tests need them, without a store.</summary>
internal static class Snapshots
{
    public static StoredPoint Point(string id, string text, params (string Key, string Value)[] payload) =>
        new(id, text, payload.ToDictionary(entry => entry.Key, entry => entry.Value), HashEmbedder.Embed(text), 1);

    public static TenantIndex IndexOf(params StoredPoint[] points)
    {
        var index = new TenantIndex(new VectorShape(HashEmbedder.Dimension));
        Apply(index, points, []);
        return index;
    }

    public static TenantSnapshot Of(params string[] texts) =>
        IndexOf([.. texts.Select((text, i) => Point($"p{i}", text))]).Snapshot;

    public static void Apply(TenantIndex index, IReadOnlyList<StoredPoint> upserts, IReadOnlyList<string> deletes) =>
        index.Apply(new TenantChange(1, [.. upserts.Select(point => new IndexedPoint(point))], deletes)).Run();
}
