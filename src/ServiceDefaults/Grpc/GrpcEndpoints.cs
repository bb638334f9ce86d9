using GroupChat.ServiceDefaults.Health;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Puts services on the wire.</summary>
public static class GrpcEndpoints
{
    /// <summary>
    /// Maps a gRPC service behind the gate that knows its callers: methods need a user or a service unless the class or method
    /// says otherwise (<see cref="AllowAnonymousCallerAttribute"/>, <see cref="ServiceOnlyAttribute"/>). Health and reflection
    /// know it from here on. Of a service that is elsewhere, calls that the gate lets in are forwarded.
    /// </summary>
    /// <typeparam name="TService">
    /// Implementation of a generated service. Register it as a singleton to spare a construction per call.
    /// </typeparam>
    public static void MapGroupChatService<TService>(this IEndpointRouteBuilder endpoints)
        where TService : class
    {
        var services = endpoints.ServiceProvider;
        var contract = ServiceContract.Of(typeof(TService));
        services.GetRequiredService<ReflectionCatalog>().Add(contract.Descriptor);
        if (ForwardedEndpoints.TryMap<TService>(endpoints, contract, endpoint => Guard(endpoint, contract.Descriptor, services)))
            return;
        services.GetRequiredService<HealthRegistry>().Register(contract.Descriptor.FullName);
        endpoints.MapGrpcService<TService>().Add(endpoint => Guard(endpoint, contract.Descriptor, services));
    }

    /// <summary>What every host answers besides its services: health over gRPC and HTTP, and reflection. Once per host.</summary>
    public static void MapGroupChatProbes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroupChatService<HealthRpc>();
        endpoints.MapGroupChatService<ReflectionRpc>();
        endpoints.MapGroupChatService<ReflectionAlphaRpc>();
        endpoints.MapHealthOverHttp();
    }

    private static void Guard(EndpointBuilder endpoint, ServiceDescriptor contract, IServiceProvider services)
    {
        if (endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault() is not { } grpc || endpoint.RequestDelegate is not { } handler)
            return;
        var rule = endpoint.Metadata.OfType<ICallerRule>().LastOrDefault()?.Rule ?? CallerRule.Known;
        // The server package adds endpoints for unknown methods too, which have no descriptor.
        var scope = contract.FindMethodByName(grpc.Method.Name) is { } method ? MethodScope.Of(method) : default;
        var gated = new GatedMethod(grpc.Method.FullName.TrimStart('/'), rule, scope, grpc.Method.Type != MethodType.Unary);
        endpoint.RequestDelegate = ActivatorUtilities.CreateInstance<CallGate>(services, handler, gated).InvokeAsync;
    }
}
