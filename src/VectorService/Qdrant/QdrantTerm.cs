namespace GroupChat.Vectors.Qdrant;

/// <summary>A word of a query, what stands for it, and how many of the tenant's points have it.</summary>
internal readonly record struct QdrantTerm(string Term, uint Hash, long Points);
