using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>Reads what an index of our own is made from.</summary>
internal interface ITenantReader
{
    /// <summary>A whole tenant as of one moment. Points whose vectors are known come without them.</summary>
    Task<TenantContents> LoadAsync(TenantAddress address, KnownVector? known, CancellationToken cancellationToken);
}
