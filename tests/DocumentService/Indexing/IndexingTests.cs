using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Storage;
using GroupChat.Documents.Text;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Documents.Tests.Indexing;

public sealed class IndexingTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LogCollector _logs = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FakeIndex _index = new();
    private SqliteDocumentStore _store;
    private IndexingBoard _board = new();
    private DocumentIndexer? _indexer;

    public IndexingTests() => _store = Open();

    private DocumentIntake Intake => new(_store, _board);

    [Fact]
    public async Task Add_WhileTheIndexerRuns_AnswersWhenSearchable()
    {
        await StartAsync();

        var added = await Intake.AddAsync(New("a.md", "# Top\n\nWords.\n"), default).Within();

        Assert.Equal((DocumentState.Ready, 1), (added.Info.State, added.Info.PassageCount));
        Assert.Equal([$"{added.Info.Id}.0"], _index.IdsOf(added.Info.Id));
        Assert.Equal("Title > Top\n\n# Top\n\nWords.", _index.TextOf(FakeRooms.Lab, PassageId.Of(added.Info.Id, 0)));
    }

    [Fact]
    public async Task Start_AfterACrashInMidIndexing_FinishesWithoutDoubling()
    {
        var text = Sections(250);
        var crash = new TaskCompletionSource();
        _index.AfterUpsert = (_, _) =>
        {
            crash.TrySetResult();
            return Task.Delay(Timeout.Infinite, CancellationToken.None);
        };
        await StartAsync();
        var id = (await _store.AddAsync(New("a.md", text), default).Within()).Info.Id;
        _board.Announce();
        await crash.Task.Within();
        // The process is gone: another one opens the same file.
        _index.AfterUpsert = (_, _) => Task.CompletedTask;
        await _store.DisposeAsync();
        (_store, _board) = (Open(), new());
        Assert.Equal(100, _index.IdsOf(id).Count());
        Assert.Equal(DocumentState.Indexing, (await _store.FindAsync(id, default).Within())?.State);

        _indexer = null;
        await StartAsync();
        var again = await Intake.AddAsync(New("a.md", text), default).Within();

        Assert.Equal((id, DocumentState.Ready, 250, true), (again.Info.Id, again.Info.State, again.Info.PassageCount, again.AlreadyExisted));
        Assert.Equal(250, _index.IdsOf(id).Count());
    }

    [Fact]
    public async Task Add_WhileTheIndexIsDown_TellsSoAndIsIndexedLater()
    {
        _index.Fault = _ => FakeIndex.Down;
        await StartAsync();
        var document = New("a.md", "words");
        var adding = Intake.AddAsync(document, default);
        await PassAsync(() => adding.IsCompleted);

        var error = await Refusal.OfAsync("INDEX_UNAVAILABLE", () => adding.Within());
        Assert.NotNull(error.RetryAfter);
        Assert.InRange(_index.Calls, 3, 20);
        Assert.Equal(DocumentState.Indexing, (await _store.FindAsync(document.Info.Id, default).Within())?.State);
        _index.Fault = _ => null;
        var retry = Intake.AddAsync(New("a.md", "words"), default);
        await PassAsync(() => retry.IsCompleted);

        Assert.Equal((document.Info.Id, DocumentState.Ready), await StateOf(retry));
    }

    [Fact]
    public async Task Add_AfterAHiccupOfTheIndex_IsJustReady()
    {
        _index.Fault = _ => _index.Calls < 3 ? FakeIndex.Down : null;
        await StartAsync();
        var adding = Intake.AddAsync(New("a.md", "words"), default);
        await PassAsync(() => adding.IsCompleted);

        Assert.Equal(DocumentState.Ready, (await adding.Within()).Info.State);
    }

    [Fact]
    public async Task Add_WhatTheIndexRefuses_FailsAloneAndMayBeTriedAgain()
    {
        _logs.Expect("DocumentFailed");
        var bad = New("bad.md", "bad");
        _index.Fault = id => id == bad.Info.Id ? new DomainError(ErrorCode.FailedPrecondition, "TEXT_TOO_LONG", "no") : null;
        await StartAsync();

        var failed = await Intake.AddAsync(bad, default).Within();
        var good = await Intake.AddAsync(New("good.md", "good"), default).Within();

        Assert.Equal((DocumentState.Failed, "INDEXING_FAILED"), (failed.Info.State, failed.Info.FailureReason));
        Assert.Equal(DocumentState.Ready, good.Info.State);
        _index.Fault = _ => null;
        Assert.Equal((bad.Info.Id, DocumentState.Ready), await StateOf(Intake.AddAsync(New("bad.md", "bad"), default)));
    }

    [Fact]
    public async Task Delete_InMidIndexing_LeavesNothingBehind()
    {
        var id = default(DocumentId);
        _index.AfterUpsert = async (_, _) => await _store.MarkDeletingAsync(id, _time.GetUtcNow(), default);
        var document = New("a.md", Sections(150));
        id = document.Info.Id;
        await StartAsync();

        await Refusal.OfAsync("DOCUMENT_NOT_FOUND", () => Intake.AddAsync(document, default).Within());
        // Behind the deletion in the queue: when this is ready, that is done.
        _index.AfterUpsert = (_, _) => Task.CompletedTask;
        await Intake.AddAsync(New("b.md", "b"), default).Within();

        Assert.Empty(_index.IdsOf(id));
        Assert.Null(await _store.ReadTextAsync(id, default).Within());
    }

    [Fact]
    public async Task Stop_WhileSomebodyWaits_EndsTheWaitingAndLosesNothing()
    {
        var busy = new TaskCompletionSource();
        _index.AfterUpsert = (_, stopping) =>
        {
            busy.SetResult();
            return Task.Delay(Timeout.Infinite, stopping);
        };
        await StartAsync();
        var document = New("a.md", "words");
        var adding = Intake.AddAsync(document, default);
        await busy.Task.Within();

        await _indexer!.StopAsync(default).Within();

        await Refusal.OfAsync("INDEX_UNAVAILABLE", () => adding.Within());
        Assert.Equal(document.Info.Id, (await _store.FindUnfinishedAsync(default).Within())?.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (_indexer is not null)
            await _indexer.StopAsync(default).Within();
        await _store.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    private SqliteDocumentStore Open() => new(SqliteDatabase.Open(_folder.File("documents.db"), DocumentSchema.Migrations));

    private Task StartAsync()
    {
        var work = new DocumentWork(_store, _index, _time);
        _indexer = new(_store, _board, work, _time, _logs.CreateLogger<DocumentIndexer>());
        return _indexer.StartAsync(default).Within();
    }

    /// <summary>Lets time pass whenever the indexer sleeps, until something has happened.</summary>
    private async Task PassAsync(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(Waiting.Limit);
        while (!happened())
        {
            limit.Token.ThrowIfCancellationRequested();
            if (_time.Waiting > 0)
                _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private NewDocument New(string name, string text)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var info = new DocumentInfo(
            DocumentId.New(_time), FakeRooms.Lab, "Title", name, "text/markdown", text.Length, $"{text.Length}", FakeRooms.Alice, "", _time.GetUtcNow());
        return new(info, CanonicalText.From(text), null);
    }

    private static string Sections(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"## Section {i}\n\n{string.Concat(Enumerable.Repeat($"word{i} ", 60))}\n\n"));

    private static async Task<(DocumentId, DocumentState)> StateOf(Task<AddedDocument> adding)
    {
        var added = await adding.Within();
        return (added.Info.Id, added.Info.State);
    }
}
