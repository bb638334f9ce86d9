using Grpc.Core;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Qdrant said no to a request that we made: callers who expect that catch it; to all others it is a fault of ours.</summary>
internal sealed class QdrantFault(RpcException refusal) : Exception($"Qdrant answered {refusal.StatusCode}.", refusal)
{
    public StatusCode Code { get; } = refusal.StatusCode;
}
