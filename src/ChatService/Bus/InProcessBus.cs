using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>The bus of a process that is told of no others: nothing crosses.</summary>
internal sealed class InProcessBus : IRoomBus
{
    public bool IsConnected => false;

    public void Publish(BusNote note)
    {
    }

    public void Watch(RoomId room)
    {
    }

    public void Unwatch(RoomId room)
    {
    }

    public void Listen(IBusListener listener)
    {
    }

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
