namespace GroupChat.Vectors.Index;

/// <summary>A tenant's index as it was after the write of this version.</summary>
internal sealed record LoadedTenant(TenantIndex Index, long Version);
