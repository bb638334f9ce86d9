using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Makes a tenant's index from the database, with the vectors and the graph of the file that was saved last, as far as the database
/// confirms them: the file is a shortcut, never the truth.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="files">The files; null where there are none.</param>
/// <param name="settings">When an index does what.</param>
internal sealed class TenantLoader(ITenantReader store, IndexFolder? files, DenseSettings settings)
{
    /// <summary>Points analysed at a time: what is known of a text before it is indexed is larger than the text.</summary>
    private const int Together = 64;

    public async Task<LoadedTenant> LoadAsync(TenantAddress address, VectorShape shape, CancellationToken cancellationToken)
    {
        VectorTelemetry.Loads.Add(1);
        var saved = files?.Open(address, shape, settings);
        var contents = await store.LoadAsync(address, saved is null ? null : saved.Holds, cancellationToken);
        var index = saved is null
            ? new TenantIndex(shape, settings) { Address = address }
            : new TenantIndex(Restore(saved, contents.Points)) { Address = address };
        foreach (var some in contents.Points.Where(point => point.Vector.Length > 0).Chunk(Together))
            index.Apply(new TenantChange(contents.Version, Array.ConvertAll(some, point => new IndexedPoint(point)), [])).Run();
        return new(index, contents.Version);
    }

    private TenantSnapshot Restore(SavedIndex saved, IReadOnlyList<StoredPoint> points)
    {
        var known = points.Where(point => point.Vector.Length == 0).ToDictionary(point => saved.SlotOf(point.Id));
        var segment = new Segment(saved.Dense, settings);
        var features = new FeatureCounts();
        for (var slot = 0; slot < saved.Dense.Rows.Count; slot++)
        {
            if (known.TryGetValue(slot, out var point))
            {
                segment.Describe(new IndexedPoint(point));
                new FeatureUpdate(features, [point.Text], []).Run();
            }
            else
            {
                segment.DescribeDead();
            }
        }

        return new TenantSnapshot(segment, SlotSet.Empty.With(known.Keys, []), known.Keys.Sum(slot => (long)segment.Length(slot)), features);
    }
}
