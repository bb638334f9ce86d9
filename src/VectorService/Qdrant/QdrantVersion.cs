namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Which servers are spoken with: what writes vectors in this way an older one takes for a vector without numbers. Said once for each
/// collection, when it is made.
/// </summary>
internal static class QdrantVersion
{
    private static readonly Version Oldest = new(1, 13);

    /// <exception cref="ServiceDefaults.Errors.DomainError">VECTOR_STORE_TOO_OLD.</exception>
    public static async Task CheckAsync(QdrantLink link, CancellationToken cancellationToken)
    {
        var health = await link.CallAsync(call => link.Server.HealthCheckAsync(new(), call), cancellationToken);
        if (Read(health.Version) is { } version && version < Oldest)
            throw VectorErrors.StoreTooOld(version, Oldest);
    }

    /// <summary>"1.17.0", or "1.17.0-dev"; null for what somebody built and named otherwise.</summary>
    public static Version? Read(string text) => Version.TryParse(text.Split('-', '+')[0], out var version) ? version : null;
}
