using System.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Turns each method the generated code names into an endpoint that calls the implementation's override.</summary>
internal sealed class StrictBinder<TService>(
    ServiceMethodProviderContext<TService> context, ServiceContract contract, IReadOnlyList<StreamBinding<TService>> bindings)
    : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method.Name, typeof(TRequest), typeof(ServerCallContext));
        context.AddUnaryMethod(
            Strict(method), MetadataOf(target), target.CreateDelegate<UnaryServerMethod<TService, TRequest, TResponse>>());
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        context.AddClientStreamingMethod(
            Strict(method), MetadataOf(target), target.CreateDelegate<ClientStreamingServerMethod<TService, TRequest, TResponse>>());
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        if (BoundByService(method))
            return;
        var target = Find(method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        context.AddServerStreamingMethod(
            Strict(method), MetadataOf(target), target.CreateDelegate<ServerStreamingServerMethod<TService, TRequest, TResponse>>());
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        if (BoundByService(method))
            return;
        var target = Find(
            method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        context.AddDuplexStreamingMethod(
            Strict(method), MetadataOf(target), target.CreateDelegate<DuplexStreamingServerMethod<TService, TRequest, TResponse>>());
    }

    private bool BoundByService<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        var own = bindings.LastOrDefault(binding => binding.Method == method.FullName);
        own?.Bind(context, method, StrictMarshaller.Of(method.RequestMarshaller));
        return own is not null;
    }

    private static Method<TRequest, TResponse> Strict<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        new(method.Type, method.ServiceName, method.Name, StrictMarshaller.Of(method.RequestMarshaller), method.ResponseMarshaller);

    // The override of the generated virtual: a method that merely has the same name is not it.
    private MethodInfo Find(string name, params Type[] parameters)
    {
        var declared = contract.BaseType.GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters);
        return typeof(TService).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Single(method => method.GetBaseDefinition() == declared);
    }

    // Class before method: the later attribute of a kind wins.
    private static List<object> MetadataOf(MethodInfo method) =>
    [
        .. typeof(TService).GetCustomAttributes(inherit: true),
        .. method.GetCustomAttributes(inherit: true),
        new HttpMethodMetadata(["POST"], acceptCorsPreflight: true),
    ];
}
