using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Nothing follows writes to a server that does its own searching.</summary>
internal sealed class NothingInMemory : ITenantFollower
{
    public bool Holds(TenantAddress address) => false;

    public FeatureUpdate? Apply(TenantAddress address, TenantChange change) => null;

    public void Forget(long collection)
    {
    }
}
