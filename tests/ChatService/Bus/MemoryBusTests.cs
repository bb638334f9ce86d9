using GroupChat.Chat.Bus;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>The bus of the tests keeps what the real ones keep.</summary>
public sealed class MemoryBusTests : SharedBusContract
{
    private readonly MemoryHub _hub = new();

    internal override BusNode Open() => new(_hub.Join(NodeId.New(TimeProvider.System.GetUtcNow())));
}

/// <summary>Even a bus that loses, doubles and reorders is one.</summary>
public sealed class HostileBusTests : SharedBusContract
{
    private readonly MemoryHub _hub = new(hostile: 20260101);

    internal override BusNode Open() => new(_hub.Join(NodeId.New(TimeProvider.System.GetUtcNow())));
}
