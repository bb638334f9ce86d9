namespace GroupChat.Vectors.Collections;

/// <summary>A collection and how many points it holds in all tenants.</summary>
internal sealed record CollectionInfo(CollectionDefinition Definition, long Points);
