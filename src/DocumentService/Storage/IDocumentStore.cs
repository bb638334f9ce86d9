using GroupChat.Documents.Chunking;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Storage;

/// <summary>
/// Keeps documents, their texts and how these were cut. A task that completes means that the change is on disk. Documents
/// being deleted are seen by nobody but the indexer.
/// </summary>
internal interface IDocumentStore
{
    /// <summary>
    /// Stores a document to be indexed, unless the same request, or the same name, address and content, is in the room
    /// already; a failed one found this way is to be indexed again.
    /// </summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">REQUEST_ID_REUSED; DOCUMENT_NOT_FOUND: what the request made was deleted.</exception>
    Task<AddedDocument> AddAsync(NewDocument document, CancellationToken cancellationToken);

    /// <summary>What an earlier request of this key led to, or null. Throws as <see cref="AddAsync"/> does.</summary>
    Task<DocumentInfo?> FindRequestAsync(RequestKey request, CancellationToken cancellationToken);

    Task<DocumentInfo?> FindAsync(DocumentId id, CancellationToken cancellationToken);

    /// <summary>Documents of a room, newest first, older than <paramref name="before"/>.</summary>
    Task<IReadOnlyList<DocumentInfo>> ListAsync(RoomId room, DocumentId? before, int limit, CancellationToken cancellationToken);

    /// <summary>The oldest document to index or to delete.</summary>
    Task<DocumentInfo?> FindUnfinishedAsync(CancellationToken cancellationToken);

    Task<CanonicalText?> ReadTextAsync(DocumentId id, CancellationToken cancellationToken);

    /// <summary>Replaces the chunks of a document that is being indexed.</summary>
    Task SaveChunksAsync(DocumentId id, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken);

    /// <summary>Ends the indexing of a document, if it is still being indexed.</summary>
    Task MarkReadyAsync(DocumentId id, int passages, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>As <see cref="MarkReadyAsync"/>, without success.</summary>
    Task MarkFailedAsync(DocumentId id, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Hides a document for good; false when it is not there.</summary>
    Task<bool> MarkDeletingAsync(DocumentId id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a document with its text and chunks.</summary>
    Task RemoveAsync(DocumentId id, CancellationToken cancellationToken);

    /// <summary>Those of the passages that belong to ready documents of the room.</summary>
    Task<IReadOnlyDictionary<PassageId, Passage>> ReadPassagesAsync(
        RoomId room, IReadOnlyList<PassageId> ids, CancellationToken cancellationToken);

    /// <summary>Headings of the chunk that holds a byte; none when no chunk does.</summary>
    Task<IReadOnlyList<string>> FindHeadingsAsync(DocumentId id, int at, CancellationToken cancellationToken);
}
