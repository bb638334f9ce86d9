using System.ComponentModel.DataAnnotations;

namespace GroupChat.Vectors;

/// <summary>Settings under "Vectors".</summary>
internal sealed class VectorOptions
{
    /// <summary>Tenants (rooms) held in memory for searching; beyond that the one idle longest is dropped. Default 256.</summary>
    [Range(1, 1_000_000)]
    public int MaxLoadedTenants { get; set; } = 256;
}
