using GroupChat.Vectors;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, ServicePlaces.Vectors, static builder => builder.AddVectors(), static app => app.MapVectors());
