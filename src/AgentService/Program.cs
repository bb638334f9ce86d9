using GroupChat.Agents;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, ServicePlaces.Agents, static builder => builder.AddAgents(), static app => app.MapAgents());
