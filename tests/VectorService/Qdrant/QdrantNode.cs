using GroupChat.TestSupport;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>A node whose points are on a Qdrant server.</summary>
internal static class QdrantNode
{
    public static Task<TestNode> StartAsync(QdrantPlace place, TempFolder? folder = null) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Vectors:Qdrant:Address"] = place.Options.Address;
            builder.Configuration["Vectors:Qdrant:ApiKey"] = place.Options.ApiKey;
            builder.Configuration["Vectors:Qdrant:Prefix"] = place.Options.Prefix;
            builder.AddVectors();
        },
        app => app.MapVectors(),
        folder);
}
