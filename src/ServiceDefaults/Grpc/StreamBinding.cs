using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// A streaming method that a service binds itself, with an answer type of its own instead of the generated one: for answers whose
/// bytes are ready before they are sent. Requests are read as strictly as everywhere.
/// </summary>
/// <param name="method">As gRPC names it: <c>/package.Service/Method</c>.</param>
internal abstract class StreamBinding<TService>(string method)
    where TService : class
{
    public string Method { get; } = method;

    /// <param name="context">Where methods are added.</param>
    /// <param name="generated">The method as the generated code names it.</param>
    /// <param name="requests">The strict <c>Marshaller&lt;TRequest&gt;</c>.</param>
    public abstract void Bind(ServiceMethodProviderContext<TService> context, IMethod generated, object requests);

    protected static Method<TRequest, TAnswer> MethodOf<TRequest, TAnswer>(IMethod generated, object requests, Marshaller<TAnswer> answers)
        where TRequest : class
        where TAnswer : class =>
        new(generated.Type, generated.ServiceName, generated.Name, (Marshaller<TRequest>)requests, answers);

    // Class before method: the later attribute of a kind wins.
    protected static List<object> MetadataOf(Delegate handler) =>
    [
        .. typeof(TService).GetCustomAttributes(inherit: true),
        .. handler.Method.GetCustomAttributes(inherit: true),
        new HttpMethodMetadata(["POST"], acceptCorsPreflight: true),
    ];
}
