using GroupChat.TestSupport;

namespace GroupChat.Chaos.Tests.Processes;

/// <summary>What two servers share: a PostgreSQL that syncs what it acknowledges, and a Redis.</summary>
internal sealed class Backing : IAsyncDisposable
{
    private readonly Warden _warden;

    private Backing(Warden warden, PostgresServer postgres, RedisServer redis, string database)
    {
        (_warden, Postgres, Redis) = (warden, postgres, redis);
        Settings = [$"--Storage:Postgres={database}", $"--Redis:Configuration={redis.Configuration}"];
        Guard();
    }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    /// <summary>For each of the servers.</summary>
    public IReadOnlyList<string> Settings { get; }

    public static async Task<Backing> StartAsync(Warden warden)
    {
        var postgres = await PostgresServer.StartAsync(durable: true);
        var redis = await RedisServer.StartAsync(FreePort.Find());
        return new(warden, postgres, redis, await postgres.CreateDatabaseAsync());
    }

    /// <summary>Kills it and has it there again after a while, without anything that it knew.</summary>
    public async Task RestartRedisAsync(Func<Task> meanwhile)
    {
        _warden.Release(Redis.ProcessId);
        await Redis.KillAsync();
        await meanwhile();
        await Redis.RestartAsync();
        Guard();
    }

    public async ValueTask DisposeAsync()
    {
        _warden.Release(Redis.ProcessId);
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    // PostgreSQL looks after itself.
    private void Guard() => _warden.Guard(Redis.ProcessId);
}
