using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Needs <typeparamref name="T"/> and nothing else: its making is part of the start, and so are its errors.</summary>
internal sealed class OpenAtStart<T>(T opened) : IHostedService
    where T : class
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opened);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
