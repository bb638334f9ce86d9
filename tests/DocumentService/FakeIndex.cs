using System.Collections.Concurrent;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Passages;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Tests;

/// <summary>An index in memory that finds passages by the words they share with the query, and fails when told to.</summary>
internal sealed class FakeIndex : IPassageIndex
{
    private readonly ConcurrentDictionary<(RoomId Room, PassageId Id), (DocumentId Document, string Text)> _points = new();

    /// <summary>Asked before each upsert and deletion: an exception to throw, or null.</summary>
    public Func<DocumentId, Exception?> Fault { get; set; } = _ => null;

    /// <summary>Called after each batch that went in.</summary>
    public Func<DocumentId, CancellationToken, Task> AfterUpsert { get; set; } = (_, _) => Task.CompletedTask;

    public int Calls { get; private set; }

    public static DomainError Down => DocumentErrors.IndexUnavailable(TimeSpan.FromSeconds(1));

    public IEnumerable<string> IdsOf(DocumentId document) =>
        _points.Where(point => point.Value.Document == document).Select(point => point.Key.Id.Value).Order(StringComparer.Ordinal);

    public string TextOf(RoomId room, PassageId id) => _points[(room, id)].Text;

    public Task UpsertAsync(RoomId room, DocumentId document, IReadOnlyList<IndexedPassage> passages, CancellationToken cancellationToken)
    {
        Throw(document);
        foreach (var passage in passages)
            _points[(room, passage.Id)] = (document, passage.Text);
        return AfterUpsert(document, cancellationToken);
    }

    public Task DeleteAsync(RoomId room, DocumentId document, CancellationToken cancellationToken)
    {
        Throw(document);
        foreach (var point in _points.Where(point => point.Value.Document == document))
            _points.TryRemove(point);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PassageHit>> SearchAsync(RoomId room, string query, int limit, CancellationToken cancellationToken)
    {
        var words = query.Split(' ');
        return Task.FromResult<IReadOnlyList<PassageHit>>([.. _points
            .Where(point => point.Key.Room == room)
            .Select(point => new PassageHit(point.Key.Id, words.Count(word => point.Value.Text.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score)
            .Take(limit)]);
    }

    private void Throw(DocumentId document)
    {
        Calls++;
        if (Fault(document) is { } fault)
            throw fault;
    }
}
