using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.Vectors;

return await ServiceHost.RunAsync(args, ServicePlaces.Vectors, static builder => builder.AddVectors(), static app => app.MapVectors());
