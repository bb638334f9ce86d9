using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>
/// The channels to neighbours, with the service key on every call: the internal one for those in this process, one each for the
/// others. A cancelled call ends in OperationCanceledException, as code in the same process would.
/// </summary>
internal sealed class NeighbourChannels(ServiceLinks links, IEnumerable<Neighbour> neighbours, ServiceKey key, IServiceProvider provider) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _elsewhere = new(StringComparer.Ordinal);

    /// <summary>Some neighbour is in this process.</summary>
    public bool AnyHere => neighbours.Any(neighbour => links.To(neighbour.Contract) is null);

    public CallInvoker To(ServiceDescriptor contract) =>
        links.To(contract) is { } way
            ? _elsewhere.GetOrAdd(links.PlaceOf(contract)!, place => Open(place, new ServiceKeyHandler(key.HeaderElsewhere, way))).CreateCallInvoker()
            : provider.GetRequiredService<InternalChannel>().Invoker;

    public void Dispose()
    {
        foreach (var channel in _elsewhere.Values)
            channel.Dispose();
    }

    internal static GrpcChannel Open(string name, HttpMessageHandler handler) =>
        GrpcChannel.ForAddress($"http://{name}", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = GrpcDefaults.MaxMessageBytes,
            MaxSendMessageSize = GrpcDefaults.MaxMessageBytes,
            ThrowOperationCanceledOnCancellation = true,
        });
}
