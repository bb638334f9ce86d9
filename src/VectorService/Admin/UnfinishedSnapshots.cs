using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Admin;

/// <summary>Before anything can be written or restored: deletes what a process that ended in the middle has left.</summary>
internal sealed partial class UnfinishedSnapshots(SqlitePointStore store, SnapshotPlaces places, ILogger<UnfinishedSnapshots> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.DeleteUnfinishedAsync(cancellationToken);
        try
        {
            places.DeleteUnfinished();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogLeft(error); // they take space and nothing else
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Unfinished snapshots cannot be deleted")]
    private partial void LogLeft(Exception error);
}
