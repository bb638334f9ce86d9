using Grpc.AspNetCore.Server.Model;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Binds generated services as the server package does, but with marshallers that refuse what is not a valid message
/// (see <see cref="StrictMarshaller"/>), and leaves a service the methods that it binds itself (<see cref="StreamBindings"/>).
/// </summary>
internal sealed class StrictMethodProvider<TService>(IEnumerable<StreamBinding<TService>> bindings) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        var contract = ServiceContract.Of(typeof(TService));
        contract.Bind(new StrictBinder<TService>(context, contract, [.. bindings]));
    }
}
