using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Admin;

/// <summary>What there is of a collection, and where.</summary>
internal sealed record CollectionStats(CollectionInfo Collection, string Backend)
{
    /// <summary>Tenants with points; null where that is not known.</summary>
    public long? Tenants { get; init; }

    public IReadOnlyList<TenantClassStats> Classes { get; init; } = [];

    public long LoadedTenants { get; init; }

    public long MemoryBytes { get; init; }

    public long IndexFileBytes { get; init; }

    public long DatabaseBytes { get; init; }

    public long Pending { get; init; }

    /// <summary>Points a server has indexed; null where there is none.</summary>
    public long? Indexed { get; init; }

    /// <summary>The server's own word.</summary>
    public string State { get; init; } = "";
}
