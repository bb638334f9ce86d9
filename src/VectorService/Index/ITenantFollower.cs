using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>What is in memory and follows the committed writes.</summary>
internal interface ITenantFollower
{
    /// <summary>Whether a tenant is in memory, so that it pays to prepare a write to it.</summary>
    bool Holds(TenantAddress address);

    /// <summary>
    /// Called with every committed write, in order. The update returned, if any, is to be run before the write is
    /// acknowledged.
    /// </summary>
    FeatureUpdate? Apply(TenantAddress address, TenantChange change);

    /// <summary>Drops all tenants of a deleted collection.</summary>
    void Forget(long collection);
}
