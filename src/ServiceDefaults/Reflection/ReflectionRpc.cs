using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace GroupChat.ServiceDefaults.Reflection;

/// <summary>grpc.reflection.v1: lets clients without our protos list and call everything.</summary>
[AllowAnonymousCaller]
internal sealed class ReflectionRpc(ReflectionAnswers answers, StreamLifetime lifetime) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.Stopping);
        await foreach (var request in requestStream.ReadAllAsync(life.Token))
            await responseStream.WriteAsync(answers.Answer(request), life.Token);
    }
}
