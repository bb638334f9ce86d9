using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

public sealed class RedisBusTests : SharedBusContract, IAsyncLifetime, IDisposable
{
    private readonly LogCollector _logs = new();
    private RedisServer _server = null!;

    public async Task InitializeAsync() => _server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _logs.Dispose();

    internal override BusNode Open() => new(RedisHouse.Make(_server, _logs));
}
