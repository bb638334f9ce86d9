using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>Asks for the key, and brings trouble.</summary>
internal sealed class DoubleGate(DoubleState state) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var method = context.Method[(context.Method.LastIndexOf('.') + 1)..];
        lock (state.Gate)
            state.Calls.Add(method);
        if (state.Key.Length > 0 && method != "Qdrant/HealthCheck" && context.RequestHeaders.GetValue("api-key") != state.Key)
            throw QdrantDouble.Refusal(StatusCode.Unauthenticated, "Must provide an API key or an Authorization bearer token");
        if (state.Trouble is { } before)
            await before(method, false, context);
        var answer = await continuation(request, context);
        if (state.Trouble is { } after)
            await after(method, true, context);
        return answer;
    }
}
