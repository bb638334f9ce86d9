using System.Threading.Channels;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>One node's end of a <see cref="MemoryHub"/>. Everything goes through the codec, as it does over a wire.</summary>
internal sealed class MemoryBus(NodeId self, MemoryHub hub) : IRoomBus
{
    private readonly Channel<byte[]> _inbox = Channel.CreateBounded<byte[]>(1024);
    private IBusListener? _listener;

    public bool IsConnected => true;

    public void Publish(BusNote note) => hub.Carry(this, note);

    public void Watch(RoomId room) => _inbox.Writer.TryWrite([]);

    public void Unwatch(RoomId room)
    {
    }

    public void Listen(IBusListener listener) => _listener = listener;

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Deliver(BusNote note) => _inbox.Writer.TryWrite(BusCodec.Encode(new NodeId(Guid.Empty), [note]));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _listener?.Missed();
            await foreach (var message in _inbox.Reader.ReadAllAsync(cancellationToken))
                Hear(message);
        }
        finally
        {
            hub.Leave(this);
        }
    }

    private void Hear(byte[] message)
    {
        if (message.Length == 0)
        {
            _listener?.Missed();
            return;
        }

        foreach (var note in BusCodec.Decode(self, message))
            _listener?.Heard(note);
    }
}
