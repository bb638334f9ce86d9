using GroupChat.Chat.Bus;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>A bus that runs, and what it hears.</summary>
internal sealed class BusNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public BusNode(IRoomBus bus, IBusListener? listener = null)
    {
        Bus = bus;
        bus.Listen(listener ?? Ears);
        _running = Task.Run(() => bus.RunAsync(_stop.Token));
    }

    public IRoomBus Bus { get; }

    public Ears Ears { get; } = new();

    public Task ConnectedAsync(bool yes = true) => Eventually.TrueAsync(() => Task.FromResult(Bus.IsConnected == yes));

    /// <summary>Says something again and again until the other one hears it: it is only a hint, and may be lost.</summary>
    public async Task TellAsync(BusNode other, BusNote note, Func<BusNote, bool> arrived) => await Eventually.TrueAsync(
        () =>
        {
            Bus.Publish(note);
            return Task.FromResult(other.Ears.Notes.Any(arrived));
        });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).Within();
        _stop.Dispose();
    }
}
