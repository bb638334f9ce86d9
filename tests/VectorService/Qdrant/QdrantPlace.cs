using GroupChat.TestSupport;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Tests.Qdrant.Double;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>
/// A place on a server that speaks Qdrant, with a prefix of its own: the double, or the real one that tests/qdrant-live.sh names.
/// </summary>
internal sealed class QdrantPlace : IAsyncDisposable
{
    private readonly QdrantDouble? _double;

    private QdrantPlace(QdrantDouble? server)
    {
        _double = server;
        Options = new()
        {
            Address = server?.Address ?? LiveAddress!,
            ApiKey = (server is null ? Environment.GetEnvironmentVariable("GROUPCHAT_TEST_QDRANT_KEY") : server.State.Key) ?? "",
            Prefix = $"groupchat-test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}-",
        };
        Link = new QdrantLink(Options, Options.ApiKey, TimeProvider.System);
        Collections = new QdrantCollections(Link, Options, Time);
        Store = new QdrantPointStore(Link, Collections, Time);
    }

    public QdrantOptions Options { get; }

    public ManualTimeProvider Time { get; } = new();

    public QdrantLink Link { get; }

    public QdrantCollections Collections { get; }

    public QdrantPointStore Store { get; }

    private static string? LiveAddress => Environment.GetEnvironmentVariable("GROUPCHAT_TEST_QDRANT");

    public static async Task<QdrantPlace> OpenAsync() => new(LiveAddress is null ? await QdrantDouble.StartAsync("the-key") : null);

    /// <summary>Another node with the same settings.</summary>
    public QdrantPointStore AnotherStore() => new(Link, new QdrantCollections(Link, Options, Time), Time);

    public async ValueTask DisposeAsync()
    {
        foreach (var id in await Collections.ListAsync(default).Within())
            await Link.CallAsync(call => Link.Collections.DeleteAsync(new Q.DeleteCollection { CollectionName = Options.Prefix + id }, call), default).Within();
        Link.Dispose();
        if (_double is not null)
            await _double.DisposeAsync();
    }
}
