using Grpc.Core;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>qdrant.Qdrant: who it is, told to anybody.</summary>
internal sealed class DoubleServer(DoubleState state) : Q.Qdrant.QdrantBase
{
    public override Task<Q.HealthCheckReply> HealthCheck(Q.HealthCheckRequest request, ServerCallContext context) =>
        Task.FromResult(new Q.HealthCheckReply { Version = state.Version });
}
