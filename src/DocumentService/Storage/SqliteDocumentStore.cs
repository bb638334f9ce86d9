using GroupChat.Documents.Chunking;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Text;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>Documents in SQLite, one file for all rooms.</summary>
internal sealed class SqliteDocumentStore(SqliteDatabase database) : IDocumentStore, IAsyncDisposable, IDisposable
{
    private static readonly string SelectUnfinished =
        $"SELECT {DocumentRows.Columns} FROM documents WHERE state IN (1, 4) ORDER BY id LIMIT 1";

    private static readonly string SelectPage =
        $"SELECT {DocumentRows.Columns} FROM documents WHERE room_id = ?1 AND id < ?2 AND state <> 4 ORDER BY id DESC LIMIT ?3";

    public Task<AddedDocument> AddAsync(NewDocument document, CancellationToken cancellationToken) =>
        database.WriteAsync(session => SqliteAdding.Add(session, document), cancellationToken: cancellationToken);

    public Task<DocumentInfo?> FindRequestAsync(RequestKey request, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqliteAdding.FindRequest(session, request), cancellationToken);

    public Task<DocumentInfo?> FindAsync(DocumentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => DocumentRows.Find(session, id), cancellationToken);

    public Task<IReadOnlyList<DocumentInfo>> ListAsync(RoomId room, DocumentId? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DocumentInfo>>(
            session => session.Query(SelectPage, DocumentRows.Read, room.Value, before?.Value ?? "~", limit), cancellationToken);

    public Task<DocumentInfo?> FindUnfinishedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QuerySingle(SelectUnfinished, DocumentRows.Read), cancellationToken);

    public Task<CanonicalText?> ReadTextAsync(DocumentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ContentRows.Read(session, id), cancellationToken);

    public Task SaveChunksAsync(DocumentId id, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        // Turned into what is stored before the one thread that writes has to see them.
        var rows = chunks.Select(chunk => (chunk, ChunkRows.Pack(chunk.Headings))).ToList();
        return database.WriteAsync(
            session =>
            {
                if (DocumentRows.Find(session, id) is { State: DocumentState.Indexing })
                    ChunkRows.Replace(session, id, rows);
            },
            cancellationToken);
    }

    public Task MarkReadyAsync(DocumentId id, int passages, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => DocumentRows.Move(session, id, DocumentState.Indexing, DocumentState.Ready, now, passages: passages),
            cancellationToken: cancellationToken);

    public Task MarkFailedAsync(DocumentId id, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => DocumentRows.Move(session, id, DocumentState.Indexing, DocumentState.Failed, now, reason),
            cancellationToken: cancellationToken);

    public Task<bool> MarkDeletingAsync(DocumentId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => DocumentRows.Find(session, id) is { } document
                && DocumentRows.Move(session, id, document.State, DocumentState.Deleting, now),
            cancellationToken: cancellationToken);

    public Task RemoveAsync(DocumentId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute("DELETE FROM documents WHERE id = ?1", id.Value), cancellationToken: cancellationToken);

    public Task<IReadOnlyDictionary<PassageId, Passage>> ReadPassagesAsync(
        RoomId room, IReadOnlyList<PassageId> ids, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<PassageId, Passage>>(
            session => ids.Select(id => Find(session, room, id)).OfType<Passage>().ToDictionary(passage => passage.Id), cancellationToken);

    public Task<IReadOnlyList<string>> FindHeadingsAsync(DocumentId id, int at, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ChunkRows.FindAt(session, id, at)?.Headings ?? [], cancellationToken);

    public void Dispose() => database.Dispose();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static Passage? Find(SqlSession session, RoomId room, PassageId id)
    {
        if (!id.TryRead(out var documentId, out var ordinal)
            || DocumentRows.Find(session, documentId) is not { State: DocumentState.Ready } document
            || document.Room != room
            || ChunkRows.Find(session, documentId, ordinal) is not { } place)
            return null;
        return new(id, documentId, document.Title, document.SourceUrl, place, ContentRows.Slice(session, documentId, place.Range));
    }
}
