using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>Holds the writer thread inside a piece of work until released, so that what comes meanwhile is one batch.</summary>
internal sealed class BlockedWriter : IDisposable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _release = new();

    public BlockedWriter(SqliteDatabase database) => Done = database.WriteAsync(_ =>
    {
        _started.TrySetResult();
        _release.Wait(TimeSpan.FromSeconds(10));
        return 0;
    });

    public Task Started => _started.Task;

    public Task<int> Done { get; }

    public void Release() => _release.Set();

    public void Dispose() => _release.Set();
}
