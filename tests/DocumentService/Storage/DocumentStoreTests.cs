using GroupChat.Documents.Chunking;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Storage;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Tests.Storage;

/// <summary>What every document store must do.</summary>
public abstract class DocumentStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Now);

    private protected abstract IDocumentStore Store { get; }

    public abstract void Dispose();

    [Fact]
    public async Task Add_New_IsStoredWhole()
    {
        var document = New("a.md", "# Title\n\nText.") with { Request = Key("r1", "x") };

        var added = await Store.AddAsync(document, default).Within();

        Assert.False(added.AlreadyExisted);
        Assert.Equal(document.Info, added.Info);
        Assert.Equal(document.Info, await Store.FindAsync(document.Info.Id, default).Within());
        Assert.Equal("# Title\n\nText.", (await Store.ReadTextAsync(document.Info.Id, default).Within())?.ToString());
        Assert.Equal(document.Info, await Store.FindRequestAsync(Key("r1", "x")!, default).Within());
    }

    [Fact]
    public async Task Add_SameRequest_ReturnsTheFirst()
    {
        var first = await Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within();
        var again = await Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within();

        Assert.True(again.AlreadyExisted);
        Assert.Equal(first.Info, again.Info);
        Assert.Single(await Store.ListAsync(FakeRooms.Lab, null, 10, default).Within());
    }

    [Fact]
    public async Task Add_RequestReusedForOtherContent_IsRefusedAndStoresNothing()
    {
        await Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within();

        await Refusal.OfAsync("REQUEST_ID_REUSED", () => Store.AddAsync(New("b.md", "two") with { Request = Key("r1", "y") }, default).Within());
        Assert.Single(await Store.ListAsync(FakeRooms.Lab, null, 10, default).Within());
    }

    [Fact]
    public async Task Add_RequestOfAnotherUser_IsAnotherRequest()
    {
        await Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within();
        var other = await Store.AddAsync(New("b.md", "two") with { Request = new(FakeRooms.Bob, "r1", "y") }, default).Within();

        Assert.False(other.AlreadyExisted);
    }

    [Fact]
    public async Task Add_SameNameAndContent_IsOneDocumentPerRoom()
    {
        var first = await Store.AddAsync(New("a.md", "one"), default).Within();
        var same = await Store.AddAsync(New("a.md", "one"), default).Within();
        var otherName = await Store.AddAsync(New("b.md", "one"), default).Within();
        var otherContent = await Store.AddAsync(New("a.md", "two"), default).Within();
        var otherRoom = await Store.AddAsync(New("a.md", "one", FakeRooms.Hall), default).Within();

        Assert.Equal(first.Info.Id, same.Info.Id);
        Assert.True(same.AlreadyExisted);
        Assert.DoesNotContain(true, new[] { otherName, otherContent, otherRoom }.Select(added => added.AlreadyExisted));
    }

    [Fact]
    public async Task Add_FailedBefore_IsToBeIndexedAgain()
    {
        var first = await Store.AddAsync(New("a.md", "one"), default).Within();
        await Store.MarkFailedAsync(first.Info.Id, "BROKEN", Now, default).Within();
        Assert.Equal("BROKEN", (await Store.FindAsync(first.Info.Id, default).Within())?.FailureReason);

        var again = await Store.AddAsync(New("a.md", "one"), default).Within();

        Assert.Equal((first.Info.Id, DocumentState.Indexing, ""), (again.Info.Id, again.Info.State, again.Info.FailureReason));
        Assert.Equal(first.Info.Id, (await Store.FindUnfinishedAsync(default).Within())?.Id);
    }

    [Fact]
    public async Task Add_ManyOfTheSameAtOnce_MakesOne()
    {
        var adding = Enumerable.Range(0, 50).Select(_ => Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default));

        var added = await Task.WhenAll(adding).Within();

        Assert.Single(added, document => !document.AlreadyExisted);
        Assert.Single(added.Select(document => document.Info.Id).Distinct());
    }

    [Fact]
    public async Task List_Pages_AreNewestFirstWithoutGaps()
    {
        var ids = new List<DocumentId>();
        for (var i = 0; i < 7; i++)
            ids.Add((await Store.AddAsync(New($"{i}.md", $"text {i}"), default).Within()).Info.Id);
        await Store.AddAsync(New("other.md", "x", FakeRooms.Hall), default).Within();
        await Store.MarkDeletingAsync(ids[3], Now, default).Within();

        var first = await Store.ListAsync(FakeRooms.Lab, null, 4, default).Within();
        var second = await Store.ListAsync(FakeRooms.Lab, first[^1].Id, 4, default).Within();

        Assert.Equal([ids[6], ids[5], ids[4], ids[2]], first.Select(document => document.Id));
        Assert.Equal([ids[1], ids[0]], second.Select(document => document.Id));
    }

    [Fact]
    public async Task Unfinished_Documents_ComeOldestFirstUntilTheyAreFinished()
    {
        var a = (await Store.AddAsync(New("a.md", "a"), default).Within()).Info.Id;
        var b = (await Store.AddAsync(New("b.md", "b"), default).Within()).Info.Id;

        Assert.Equal(a, (await Store.FindUnfinishedAsync(default).Within())?.Id);
        await Store.MarkReadyAsync(a, 3, Now.AddHours(1), default).Within();
        Assert.Equal(b, (await Store.FindUnfinishedAsync(default).Within())?.Id);
        await Store.MarkFailedAsync(b, "X", Now, default).Within();
        Assert.Null(await Store.FindUnfinishedAsync(default).Within());
        await Store.MarkDeletingAsync(a, Now, default).Within();
        Assert.Equal(DocumentState.Deleting, (await Store.FindUnfinishedAsync(default).Within())?.State);
        await Store.RemoveAsync(a, default).Within();
        Assert.Null(await Store.FindUnfinishedAsync(default).Within());
    }

    [Fact]
    public async Task MarkReady_Ready_TellsPassagesAndTime()
    {
        var id = (await Store.AddAsync(New("a.md", "a"), default).Within()).Info.Id;
        await Store.MarkReadyAsync(id, 3, Now.AddHours(1), default).Within();

        var document = await Store.FindAsync(id, default).Within();

        Assert.Equal((DocumentState.Ready, 3, Now.AddHours(1)), (document!.State, document.PassageCount, document.Updated));
    }

    [Fact]
    public async Task Deleted_Document_IsGoneForEverybodyAndStaysSo()
    {
        var id = (await Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within()).Info.Id;

        Assert.True(await Store.MarkDeletingAsync(id, Now, default).Within());

        Assert.False(await Store.MarkDeletingAsync(id, Now, default).Within());
        Assert.Null(await Store.FindAsync(id, default).Within());
        await Store.MarkReadyAsync(id, 1, Now, default).Within();
        await Store.MarkFailedAsync(id, "X", Now, default).Within();
        Assert.Null(await Store.FindAsync(id, default).Within());
        await Refusal.OfAsync("DOCUMENT_NOT_FOUND", () => Store.AddAsync(New("a.md", "one") with { Request = Key("r1", "x") }, default).Within());
        await Store.RemoveAsync(id, default).Within();
        Assert.Null(await Store.ReadTextAsync(id, default).Within());
        Assert.False((await Store.AddAsync(New("a.md", "one"), default).Within()).AlreadyExisted);
    }

    [Fact]
    public async Task Passages_OfLongText_AreExactSlicesAcrossPieces()
    {
        var text = CanonicalText.From(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"§{i} ")));
        var document = New("long.txt", text.ToString());
        var id = (await Store.AddAsync(document, default).Within()).Info.Id;
        var chunks = Enumerable.Range(0, text.Length / 1_000).Select(i => new Chunk(i, Whole(text, i), [$"h{i}", "ü"])).ToList();
        await Store.SaveChunksAsync(id, [chunks[0]], default).Within();
        await Store.SaveChunksAsync(id, chunks, default).Within();
        await Store.MarkReadyAsync(id, chunks.Count, Now, default).Within();

        var found = await Store.ReadPassagesAsync(FakeRooms.Lab, [.. chunks.Select(chunk => PassageId.Of(id, chunk.Ordinal))], default).Within();

        Assert.Equal(text.ToString(), (await Store.ReadTextAsync(id, default).Within())?.ToString());
        foreach (var chunk in chunks)
        {
            var passage = found[PassageId.Of(id, chunk.Ordinal)];
            Assert.Equal(text.Slice(chunk.Range), passage.Text);
            Assert.Equal(chunk.Range, passage.Place.Range);
            Assert.Equal(chunk.Headings, passage.Place.Headings);
        }
        Assert.Equal(["h7", "ü"], await Store.FindHeadingsAsync(id, chunks[7].Range.Start + 5, default).Within());
    }

    [Fact]
    public async Task Passages_NotReadyOrOfAnotherRoomOrUnknown_AreLeftOut()
    {
        var id = (await Store.AddAsync(New("a.md", "some text"), default).Within()).Info.Id;
        await Store.SaveChunksAsync(id, [new(0, new(0, 4), [])], default).Within();
        PassageId[] asked = [PassageId.Of(id, 0), PassageId.Of(id, 1), new("x.0"), new("nonsense"), new(""), new("."), new($"{id}.-1")];

        Assert.Empty(await Store.ReadPassagesAsync(FakeRooms.Lab, asked, default).Within());
        await Store.MarkReadyAsync(id, 1, Now, default).Within();
        Assert.Equal("some", Assert.Single(await Store.ReadPassagesAsync(FakeRooms.Lab, asked, default).Within()).Value.Text);
        Assert.Empty(await Store.ReadPassagesAsync(FakeRooms.Hall, asked, default).Within());
        await Store.MarkDeletingAsync(id, Now, default).Within();
        Assert.Empty(await Store.ReadPassagesAsync(FakeRooms.Lab, asked, default).Within());
    }

    private static ByteRange Whole(CanonicalText text, int i)
    {
        var (start, end) = (i * 1_000, (i + 1) * 1_000);
        while (!CodePoints.IsStart(text.Bytes[start]))
            start++;
        while (end < text.Length && !CodePoints.IsStart(text.Bytes[end]))
            end++;
        return new(start, end);
    }

    private static RequestKey? Key(string requestId, string asked) => RequestKey.Of(FakeRooms.Alice, requestId, asked);

    private NewDocument New(string name, string text, RoomId? room = null)
    {
        // A millisecond each, so that the order of ids is the order of making.
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var info = new DocumentInfo(
            DocumentId.New(_time), room ?? FakeRooms.Lab, "Title", name, "text/markdown", text.Length, $"sha of {text.GetHashCode(StringComparison.Ordinal)}",
            FakeRooms.Alice, "", _time.GetUtcNow());
        return new(info, CanonicalText.From(text), null);
    }
}
