using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>A store whose loads end when the test says so, and with what it says.</summary>
internal sealed class GatedPointStore : ITenantReader
{
    private readonly Queue<TaskCompletionSource<TenantContents>> _loads = new();

    public int Loads { get; private set; }

    public TaskCompletionSource<TenantContents> NextLoad()
    {
        var load = new TaskCompletionSource<TenantContents>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loads.Enqueue(load);
        return load;
    }

    public Task<TenantContents> LoadAsync(TenantAddress address, KnownVector? known, CancellationToken cancellationToken)
    {
        Loads++;
        return _loads.TryDequeue(out var load) ? load.Task : Task.FromResult(new TenantContents(0, []));
    }
}
