using System.ComponentModel.DataAnnotations;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Qdrant;

namespace GroupChat.Vectors;

/// <summary>Settings under "Vectors".</summary>
internal sealed class VectorOptions
{
    /// <summary>Embedder of collections that name none: one under Embedders, or hash-v1. Default hash-v1.</summary>
    [Required]
    public string Embedder { get; set; } = HashEmbedder.Name;

    /// <summary>Tenants (rooms) held in memory for searching; beyond that the one idle longest is dropped. Default 256.</summary>
    [Range(1, 1_000_000)]
    public int MaxLoadedTenants { get; set; } = 256;

    /// <summary>
    /// Points of a tenant above which its vectors get a graph; up to so many all are looked at, which is exact. Default 20,000.
    /// </summary>
    [Range(1_000, 1_000_000)]
    public int GraphAbove { get; set; } = 20_000;

    /// <summary>Share of the true nearest that a search along a graph is to find; how far it looks is measured to reach it. Default 0.97.</summary>
    [Range(0.5, 0.999)]
    public double TargetRecall { get; set; } = 0.97;

    /// <summary>A Qdrant server in the place of vectors.db and the indexes over it.</summary>
    public QdrantOptions Qdrant { get; } = new();
}
