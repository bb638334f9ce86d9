using GroupChat.Documents;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;

return await ServiceHost.RunAsync(args, ServicePlaces.Documents, static builder => builder.AddDocuments(), static app => app.MapDocuments());
