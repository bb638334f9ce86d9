using GroupChat.Gateway;
using GroupChat.InteropHost;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;

// The gateway as it is, and one service more: what the interoperability cases prove is proven of the product's own pipeline.
return await GroupChatHost.RunAsync(args, GatewayModule.AddGateway, app =>
{
    app.MapGateway();
    app.MapGroupChatService<TestRpc>();
});
