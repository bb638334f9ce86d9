namespace GroupChat.Vectors.Points;

/// <summary>
/// The part of a collection one call may touch. Key is the collection's number, never used twice: a collection made anew
/// under an old name shares nothing with its predecessor.
/// </summary>
internal readonly record struct TenantAddress(long Key, string Tenant);
