using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>A server of its own for tests that maltreat it: what it acknowledges is synced.</summary>
public sealed class FaultyPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync(durable: true);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
