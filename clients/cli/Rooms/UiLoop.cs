using System.Collections.Concurrent;
using System.Threading.Channels;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// Runs everything that touches the screen one after the other, whoever asks for it: keys, frames, timers, results. What
/// waits is done in one go and drawn once.
/// </summary>
internal sealed class UiLoop
{
    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(new BoundedChannelOptions(1024) { SingleReader = true });

    private readonly ConcurrentQueue<Action> _urgent = new();

    /// <summary>Waits while the loop is behind, so that a flood of frames cannot fill memory.</summary>
    public ValueTask PostAsync(Action work, CancellationToken cancellationToken) => _work.Writer.WriteAsync(work, cancellationToken);

    /// <summary>For what is rare and must not wait: signals of the terminal, results of commands. Never dropped.</summary>
    public void Post(Action work)
    {
        _urgent.Enqueue(work);
        // A full channel wakes the loop by itself.
        _work.Writer.TryWrite(RunUrgent);
    }

    /// <summary>Runs until cancelled.</summary>
    /// <param name="draw">Shows what has become of it all.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public async Task RunAsync(Action draw, CancellationToken cancellationToken)
    {
        draw();
        while (await _work.Reader.WaitToReadAsync(cancellationToken))
        {
            while (!cancellationToken.IsCancellationRequested && _work.Reader.TryRead(out var work))
                work();
            RunUrgent();
            draw();
        }
    }

    private void RunUrgent()
    {
        while (_urgent.TryDequeue(out var work))
            work();
    }
}
