using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Tests.Kit;
using GroupChat.Vectors.Tests.Qdrant.Double;
using Grpc.Core;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>A server that fails, is slow, or wants another key. With the double only.</summary>
public sealed class QdrantTroubleTests : IAsyncLifetime
{
    private QdrantDouble _double = null!;
    private QdrantLink _link = null!;
    private QdrantPointStore _store = null!;
    private TenantAddress _room;

    public async Task InitializeAsync()
    {
        _double = await QdrantDouble.StartAsync("right");
        (_link, _store) = Open("right");
        _room = (await _store.EnsureCollectionAsync(new("docs", 2, "test-v1", DateTimeOffset.UnixEpoch), default).Within()).Definition.Tenant("room");
        _double.State.Calls.Clear();
    }

    public async Task DisposeAsync()
    {
        _link.Dispose();
        await _double.DisposeAsync();
    }

    [Fact]
    public async Task Upsert_UnreachableTwice_IsRepeatedAndThere()
    {
        FailTimes(2, "Points/Upsert", afterwards: false);
        Assert.True(await UpsertAsync());
        Assert.Equal(3, CallsOf("Points/Upsert"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Upsert_AnswerLost_IsRepeatedAndThereOnce()
    {
        FailTimes(1, "Points/Upsert", afterwards: true);
        Assert.True(await UpsertAsync());
        Assert.Equal(2, CallsOf("Points/Upsert"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task EnsureCollection_AnswerLost_IsTheOneThatWasMade()
    {
        FailTimes(1, "Collections/Create", afterwards: true);
        var made = (await _store.EnsureCollectionAsync(new("more", 2, "test-v1", DateTimeOffset.UnixEpoch), default).Within()).Definition;
        Assert.Equal(made, await _store.FindCollectionAsync("more", default).Within());
    }

    /// <summary>By the second time another node may have made one of that name.</summary>
    [Fact]
    public async Task DeleteCollection_AnswerLost_IsNotRepeated()
    {
        FailTimes(1, "Collections/Delete", afterwards: true);
        await FailsAsync("VECTOR_STORE_UNAVAILABLE", ErrorCode.Unavailable, () => _store.DeleteCollectionAsync("docs", _ => { }, default));
        Assert.Equal(1, CallsOf("Collections/Delete"));
        Assert.False(await _store.DeleteCollectionAsync("docs", _ => Assert.Fail("it is gone"), default).Within());
    }

    [Theory]
    [InlineData("1.12.6", true)]
    [InlineData("0.11", true)]
    [InlineData("1.13.0", false)]
    [InlineData("1.20.1-dev", false)]
    [InlineData("of my own", false)]
    public async Task EnsureCollection_ServerOfThisVersion_IsSpokenWithOrNot(string version, bool isTooOld)
    {
        _double.State.Version = version;
        var ensure = () => _store.EnsureCollectionAsync(new("more", 2, "test-v1", DateTimeOffset.UnixEpoch), default);
        if (isTooOld)
            await FailsAsync("VECTOR_STORE_TOO_OLD", ErrorCode.FailedPrecondition, ensure);
        else
            await ensure().Within();
        Assert.Equal(!isTooOld, _double.State.Collections.ContainsKey("groupchat-more"));
    }

    /// <summary>Whatever somebody else has put there under a name like ours.</summary>
    [Theory]
    [InlineData("gc1.7fffffffffffffff.7fffffffffffffff.x", 4)]
    [InlineData("gc1.0.ffffffffffffffff.x", 4)]
    [InlineData("gc1.0.0.x", 60_000)]
    public async Task ListCollections_OneThatIsNotOurs_IsLeftOut(string vector, ulong size)
    {
        var made = new Q.CreateCollection { CollectionName = "groupchat-alien" };
        made.VectorsConfig = new() { ParamsMap = new() { Map = { [vector] = new() { Size = size, Distance = Q.Distance.Cosine } } } };
        _double.State.Collections["groupchat-alien"] = new(made);
        Assert.Equal("docs", Assert.Single(await _store.ListCollectionsAsync("", 10, default).Within()).Definition.Id);
    }

    [Fact]
    public async Task EnsureCollection_BrokenOffBeforeItsIndexes_IsFinishedByTheNext()
    {
        FailTimes(int.MaxValue, "Points/CreateFieldIndex", afterwards: false);
        await FailsAsync("VECTOR_STORE_UNAVAILABLE", ErrorCode.Unavailable, () => _store.EnsureCollectionAsync(new("more", 2, "test-v1", DateTimeOffset.UnixEpoch), default));
        _double.State.Trouble = null;
        await _store.EnsureCollectionAsync(new("more", 2, "test-v1", DateTimeOffset.UnixEpoch), default).Within();
        Assert.Equal(
            ["n.document_id", "p.document_id", "tenant", "w"], _double.State.Collections["groupchat-more"].Indexed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Upsert_UnreachableForGood_SaysSo()
    {
        FailTimes(int.MaxValue, "Points/Upsert", afterwards: false);
        await FailsAsync("VECTOR_STORE_UNAVAILABLE", ErrorCode.Unavailable, UpsertAsync);
        Assert.Equal(4, CallsOf("Points/Upsert"));
        _double.State.Trouble = null;
        Assert.True(await UpsertAsync());
    }

    [Fact]
    public async Task Count_NoAnswerInTime_SaysSoAndLeavesNothingRunning()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _double.State.Trouble = async (method, _, context) =>
        {
            using var registration = context.CancellationToken.Register(ended.SetResult);
            await ended.Task;
        };
        using var link = new QdrantLink(Options(timeoutSeconds: 1), "right", TimeProvider.System);
        var slow = new QdrantCollections(link, Options(), TimeProvider.System);
        await FailsAsync("VECTOR_STORE_UNAVAILABLE", ErrorCode.Unavailable, () => slow.FindAsync("docs", default));
        await ended.Task.Within();
    }

    [Fact]
    public async Task Count_CallerGone_IsCancelled()
    {
        using var gone = new CancellationTokenSource();
        _double.State.Trouble = async (_, _, context) =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.CountAsync(_room, null, gone.Token).Within());
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Call_KeyNotKnown_SaysWhoHasToMendIt(string key)
    {
        var (link, store) = Open(key);
        using (link)
            await FailsAsync("VECTOR_STORE_REFUSED", ErrorCode.FailedPrecondition, () => store.FindCollectionAsync("docs", default));
    }

    [Fact]
    public async Task Call_LimitReached_SaysSo()
    {
        _double.State.Trouble = (_, _, _) => throw QdrantDouble.Refusal(StatusCode.ResourceExhausted, "rate limit");
        await FailsAsync("VECTOR_STORE_EXHAUSTED", ErrorCode.ResourceExhausted, () => _store.CountAsync(_room, null, default));
    }

    [Fact]
    public async Task Get_ServerBefore117_BringsVectorsAllTheSame()
    {
        await UpsertAsync();
        _double.State.IsOld = true;
        var found = await _store.GetAsync(_room, ["a"], default).Within();
        Assert.Equal([0.6f, 0.8f], Assert.Single(found).Vector);
    }

    /// <summary>What would leak or mix rooms if one request forgot it.</summary>
    [Fact]
    public async Task Get_PointOfAnotherRoomUnderTheSameId_IsNotShown()
    {
        await UpsertAsync();
        var mine = _double.State.Collections["groupchat-docs"].Points.Values.Single();
        mine.Payload["tenant"].StringValue = "somebody else's";
        Assert.Empty(await _store.GetAsync(_room, ["a"], default).Within());
        Assert.Empty(await _store.DeleteAsync(_room, ["a"], _ => { }, default).Within());
        Assert.Single(_double.State.Collections["groupchat-docs"].Points);
    }

    private (QdrantLink Link, QdrantPointStore Store) Open(string key)
    {
        var link = new QdrantLink(Options(), key, TimeProvider.System);
        return (link, new QdrantPointStore(link, new QdrantCollections(link, Options(), TimeProvider.System), TimeProvider.System));
    }

    private QdrantOptions Options(int timeoutSeconds = 60) => new() { Address = _double.Address, TimeoutSeconds = timeoutSeconds };

    private Task<bool> UpsertAsync() => _store.UpsertAsync(_room, [Snapshots.Point("a", "text") with { Vector = [0.6f, 0.8f] }], _ => { }, default).Within();

    private Task<long> CountAsync() => _store.CountAsync(_room, null, default).Within();

    private int CallsOf(string method)
    {
        lock (_double.State.Gate)
            return _double.State.Calls.Count(call => call == method);
    }

    private void FailTimes(int times, string method, bool afterwards) => _double.State.Trouble = (called, isAfter, _) =>
        called == method && isAfter == afterwards && Interlocked.Decrement(ref times) >= 0
            ? throw QdrantDouble.Refusal(StatusCode.Unavailable, "broken off")
            : Task.CompletedTask;

    private static async Task FailsAsync(string reason, ErrorCode code, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<DomainError>(() => call().Within());
        Assert.Equal((reason, code), (error.Reason, error.Code));
    }
}
