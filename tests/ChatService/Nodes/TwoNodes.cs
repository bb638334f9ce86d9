using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Nodes;

/// <summary>Two nodes on one PostgreSQL and one Redis, each a whole ChatService over real HTTP/2.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly RedisServer _redis;

    private TwoNodes(RedisServer redis, ChatHouse first, ChatHouse second) => (_redis, First, Second) = (redis, first, second);

    public ChatHouse First { get; }

    public ChatHouse Second { get; }

    /// <param name="withRedis">False: word between them comes from the database alone.</param>
    public static async Task<TwoNodes> OpenAsync(bool withRedis = true)
    {
        var (postgres, redis) = (await Backend.PostgresAsync(), await RedisServer.StartAsync());
        return new(redis, await OpenAsync(postgres, withRedis ? redis : null), await OpenAsync(postgres, withRedis ? redis : null));
    }

    /// <summary>As on SIGTERM.</summary>
    public Task StopFirstAsync() => First.Node.StopAsync().Within();

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static Task<ChatHouse> OpenAsync(string postgres, RedisServer? redis) => ChatHouse.OpenAsync(settings: values =>
    {
        values["Storage:Postgres"] = postgres;
        values["Redis:Configuration"] = redis?.Configuration ?? "";
    });
}
