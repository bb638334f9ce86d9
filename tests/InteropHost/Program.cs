using GroupChat.Gateway;
using GroupChat.InteropHost;
using GroupChat.InteropHost.Testing;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;

// The gateway as it is, and one service more: what the interoperability cases prove is proven of the product's own pipeline. With
// "service" as the last argument only that service, in a process of its own: the gateway reaches it where it is told that VectorService is.
if (args is [.. var settings, "service"])
    return await ServiceHost.RunAsync(settings, ServicePlaces.Vectors, static _ => { }, static app => app.MapGroupChatService<TestRpc>());
return await GroupChatHost.RunAsync(
    args,
    static builder =>
    {
        builder.AddGateway();
        builder.Services.AddNeighbour(TestService.Descriptor, ServicePlaces.Vectors);
    },
    static app =>
    {
        app.MapGateway();
        app.MapGroupChatService<TestRpc>();
    });
