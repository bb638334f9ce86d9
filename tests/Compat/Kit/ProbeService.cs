using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>The generated service base, driven by the test's script.</summary>
internal sealed class ProbeService(ProbeScript script) : Probe.ProbeBase
{
    public override Task<Pong> Unary(Ping request, ServerCallContext context) => script.Unary(request, context);

    public override Task<Pong> ClientStream(IAsyncStreamReader<Ping> requestStream, ServerCallContext context) =>
        script.ClientStream(requestStream, context);

    public override Task ServerStream(Ping request, IServerStreamWriter<Pong> responseStream, ServerCallContext context) =>
        script.ServerStream(request, responseStream, context);

    public override Task Duplex(
        IAsyncStreamReader<Ping> requestStream, IServerStreamWriter<Pong> responseStream, ServerCallContext context) =>
        script.Duplex(requestStream, responseStream, context);
}
