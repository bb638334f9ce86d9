using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Vectors.Admin;

/// <summary>Before anything can be restored: deletes what a process that ended in the middle has left.</summary>
internal sealed class UnfinishedRestores(SqlitePointStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.DeleteUnfinishedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
