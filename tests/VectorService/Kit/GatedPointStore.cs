using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>A store whose loads end when the test says so, and with what it says.</summary>
internal sealed class GatedPointStore : IPointStore
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

    public Task<CollectionInfo> EnsureCollectionAsync(CollectionDefinition wanted, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CollectionDefinition?> FindCollectionAsync(string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CollectionInfo?> DescribeCollectionAsync(string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CollectionInfo>> ListCollectionsAsync(string after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeleteCollectionAsync(string id, Action<long> committed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> UpsertAsync(
        TenantAddress address, IReadOnlyList<StoredPoint> points, Action<long> committed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, IReadOnlyList<string> ids, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, PayloadFilter filter, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredPoint>> GetAsync(
        TenantAddress address, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ScrolledPoints> ScrollAsync(
        TenantAddress address, string after, PayloadFilter? filter, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CountAsync(TenantAddress address, PayloadFilter? filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
