using GroupChat.Chat;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, ServicePlaces.Chat, static builder => builder.AddChat(), static app => app.MapChat());
