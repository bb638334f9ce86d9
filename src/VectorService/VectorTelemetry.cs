using System.Diagnostics.Metrics;

namespace GroupChat.Vectors;

/// <summary>What this service measures. Names are stable, units are UCUM; tenants and ids are never tags.</summary>
internal static class VectorTelemetry
{
    public const string Name = "GroupChat.Vectors";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Points = Meter.CreateCounter<long>("groupchat.vector.points", "{point}");
    private static readonly Counter<long> Embeddings = Meter.CreateCounter<long>("groupchat.vector.embeddings", "{text}");
    private static readonly Histogram<double> Searches = Meter.CreateHistogram<double>("groupchat.vector.search.duration", "s");

    /// <summary>Tenants read from the store because a search needed them.</summary>
    public static Counter<long> Loads { get; } = Meter.CreateCounter<long>("groupchat.vector.tenant.loads", "{tenant}");

    /// <summary>Tenants dropped to make room.</summary>
    public static Counter<long> Evictions { get; } = Meter.CreateCounter<long>("groupchat.vector.tenant.evictions", "{tenant}");

    /// <summary>Index files that were not what had been written.</summary>
    public static Counter<long> DamagedFiles { get; } = Meter.CreateCounter<long>("groupchat.vector.index_files.damaged", "{file}");

    /// <summary>Texts a configured embedder was asked for, or whose vectors were kept from before.</summary>
    public static void CountEmbeddings(int count, bool made) =>
        Embeddings.Add(count, KeyValuePair.Create<string, object?>("source", made ? "embedder" : "cache"));

    /// <summary>Points taken in (empty reason) or refused.</summary>
    public static void CountPoints(int count, string reason) => Points.Add(count, KeyValuePair.Create<string, object?>("reason", reason));

    /// <summary>Time of a search, loading of its tenant included.</summary>
    public static void RecordSearch(TimeSpan time, string mode) =>
        Searches.Record(time.TotalSeconds, KeyValuePair.Create<string, object?>("mode", mode));
}
