using GroupChat.Gateway;
using GroupChat.ServiceDefaults.Hosting;

return await GroupChatHost.RunAsync(args, GatewayModule.AddGateway, GatewayModule.MapGateway);
