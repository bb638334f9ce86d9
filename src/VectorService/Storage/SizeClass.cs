namespace GroupChat.Vectors.Storage;

/// <summary>Tenants of a size, and their points.</summary>
internal sealed record SizeClass(long Tenants, long Points);
