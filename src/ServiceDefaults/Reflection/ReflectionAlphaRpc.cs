using Google.Protobuf;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using V1 = Grpc.Reflection.V1;

namespace GroupChat.ServiceDefaults.Reflection;

/// <summary>grpc.reflection.v1alpha, which older clients ask for. On the wire it is v1 under another name.</summary>
[AllowAnonymousCaller]
internal sealed class ReflectionAlphaRpc(ReflectionAnswers answers, StreamLifetime lifetime) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.Stopping);
        await foreach (var request in requestStream.ReadAllAsync(life.Token))
        {
            var answer = answers.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString()));
            await responseStream.WriteAsync(ServerReflectionResponse.Parser.ParseFrom(answer.ToByteString()), life.Token);
        }
    }
}
