using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// For services that write the answers of a streaming method in a form of their own, where the generated message would only be
/// taken apart again. The bytes have to be those of the contract.
/// </summary>
public static class StreamBindings
{
    /// <summary>Has a server-streaming method served by <paramref name="handler"/>.</summary>
    public static IServiceCollection AddServerStream<TService, TRequest, TAnswer>(
        this IServiceCollection services,
        MethodDescriptor method,
        Marshaller<TAnswer> answers,
        ServerStreamingServerMethod<TService, TRequest, TAnswer> handler)
        where TService : class
        where TRequest : class
        where TAnswer : class =>
        services.AddSingleton<StreamBinding<TService>>(
            new ServerStreamBinding<TService, TRequest, TAnswer>(NameOf<TRequest>(method), answers, handler));

    /// <summary>Has a method that streams both ways served by <paramref name="handler"/>.</summary>
    public static IServiceCollection AddDuplexStream<TService, TRequest, TAnswer>(
        this IServiceCollection services,
        MethodDescriptor method,
        Marshaller<TAnswer> answers,
        DuplexStreamingServerMethod<TService, TRequest, TAnswer> handler)
        where TService : class
        where TRequest : class
        where TAnswer : class =>
        services.AddSingleton<StreamBinding<TService>>(
            new DuplexStreamBinding<TService, TRequest, TAnswer>(NameOf<TRequest>(method), answers, handler));

    private static string NameOf<TRequest>(MethodDescriptor method) =>
        method.InputType.ClrType == typeof(TRequest)
            ? $"/{method.Service.FullName}/{method.Name}"
            : throw new ArgumentException($"{method.FullName} takes {method.InputType.FullName}.", nameof(method));
}
