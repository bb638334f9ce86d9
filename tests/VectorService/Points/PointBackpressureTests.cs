using GroupChat.TestSupport;
using GroupChat.Vectors.Points;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Points;

/// <summary>A sender who is faster than the disk waits; what he has sent is not piled up in memory.</summary>
public sealed class PointBackpressureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Add_MoreThanMayWait_WaitsUntilSomeAreTaken()
    {
        await using var house = await WithCollectionAsync(_folder);
        var stream = await house.Intake.OpenAsync(Room("room"), default).Within();
        await stream.AddAsync(Drafts(0, PointStream.MaxWaiting), default).Within();
        var adding = stream.AddAsync(Drafts(PointStream.MaxWaiting, 1), default); // goes as far as it can before it returns
        Assert.False(adding.IsCompleted);

        var batches = stream.TakeAsync(default, default).GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync().AsTask().Within());
        await adding.Within();
        stream.Finish();
        var answered = batches.Current.Drafts.Select(draft => draft.Id).ToList();
        while (await batches.MoveNextAsync().AsTask().Within())
            answered.AddRange(batches.Current.Drafts.Select(draft => draft.Id));
        Assert.Equal(Drafts(0, PointStream.MaxWaiting + 1).Select(draft => draft.Id), answered);
        Assert.Equal(PointStream.MaxWaiting + 1, await house.Shelf.CountAsync(Room("room"), null, default).Within());
    }

    [Fact]
    public async Task Add_WaitingAndCallerGone_IsCancelled()
    {
        await using var house = await WithCollectionAsync(_folder);
        var stream = await house.Intake.OpenAsync(Room("room"), default).Within();
        using var ends = new CancellationTokenSource();
        var adding = stream.AddAsync(Drafts(0, PointStream.MaxWaiting + 1), ends.Token);
        Assert.False(adding.IsCompleted);
        await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding.Within());
        Assert.Equal(0, await house.Shelf.CountAsync(Room("room"), null, default).Within());
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<PointDraft> Drafts(int first, int count) =>
        Enumerable.Range(first, count).Select(number => Draft($"p{number:D5}", $"text {number}"));
}
