using System.Reflection;
using GroupChat.ServiceDefaults.Elsewhere;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Endpoints of a service that is elsewhere. They know of each method what its implementation says of it, so that the same callers
/// are let in wherever the service runs.
/// </summary>
internal static class ForwardedEndpoints
{
    /// <summary>False when the service is in this process.</summary>
    public static bool TryMap<TService>(IEndpointRouteBuilder endpoints, ServiceContract contract, Action<EndpointBuilder> guard)
    {
        var handlers = HandlersOf(endpoints.ServiceProvider.GetService<IForwarding>(), contract);
        if (handlers.Count == 0)
            return false;
        endpoints.ServiceProvider.GetRequiredService<ServiceLinks>().Report(contract.Descriptor);
        var methods = new MethodNames();
        contract.Bind(methods);
        foreach (var method in methods.All)
        {
            var metadata = MetadataOf<TService>(contract, method);
            endpoints.Map(method.FullName, handlers[method.Name]).WithDisplayName($"forward {method.FullName}").WithMetadata(metadata).Add(guard);
        }

        return true;
    }

    private static Dictionary<string, RequestDelegate> HandlersOf(IForwarding? forwarding, ServiceContract contract) => contract.Descriptor.Methods
        .Select(method => (method.Name, Handler: forwarding?.HandlerOf(method)))
        .Where(method => method.Handler is not null)
        .ToDictionary(method => method.Name, method => method.Handler!, StringComparer.Ordinal);

    // Class before method: the later attribute of a kind wins.
    private static object[] MetadataOf<TService>(ServiceContract contract, IMethod method)
    {
        var implementation = typeof(TService).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(candidate => candidate.Name == method.Name && candidate.GetBaseDefinition().DeclaringType == contract.BaseType);
        return
        [
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. implementation.SelectMany(found => found.GetCustomAttributes(inherit: true)),
            new GrpcMethodMetadata(typeof(TService), method),
            new HttpMethodMetadata(["POST"], acceptCorsPreflight: true),
        ];
    }

    private sealed class MethodNames : ServiceBinderBase
    {
        public List<IMethod> All { get; } = [];

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            All.Add(method);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) => All.Add(method);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) => All.Add(method);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) => All.Add(method);
    }
}
