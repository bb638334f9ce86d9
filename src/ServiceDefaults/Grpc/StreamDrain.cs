using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Lets streams end before anything else of the host stops, connections included. A .NET client whose request side is still
/// open throws away what it has not read when the connection closes, so a goodbye also needs a moment to be read.
/// </summary>
internal sealed class StreamDrain(StreamLifetime lifetime, IHostApplicationLifetime host) : IHostedLifecycleService
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(500);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Already the case after a signal; not when the host is stopped by a call.
        host.StopApplication();
        var ended = new TaskCompletionSource();
        using var onEnd = lifetime.Ended.Register(() => ended.TrySetResult());
        using var onImpatience = cancellationToken.Register(() => ended.TrySetResult());
        await Task.WhenAny(lifetime.Drained, ended.Task);
        if (lifetime.SaidGoodbye || !lifetime.Drained.IsCompleted)
            await Task.Delay(Linger, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
