using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Grpc;

internal sealed class ServerStreamBinding<TService, TRequest, TAnswer>(
    string method, Marshaller<TAnswer> answers, ServerStreamingServerMethod<TService, TRequest, TAnswer> handler)
    : StreamBinding<TService>(method)
    where TService : class
    where TRequest : class
    where TAnswer : class
{
    public override void Bind(ServiceMethodProviderContext<TService> context, IMethod generated, object requests) =>
        context.AddServerStreamingMethod(MethodOf<TRequest, TAnswer>(generated, requests, answers), MetadataOf(handler), handler);
}
