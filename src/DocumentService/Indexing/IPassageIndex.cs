using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;

namespace GroupChat.Documents.Indexing;

/// <summary>The search index of passages, kept by VectorService. What a room has is never found from another.</summary>
internal interface IPassageIndex
{
    /// <summary>Inserts or replaces passages of one document; done when they are durable and searchable.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Unavailable and its like: try again. Others: these passages cannot be indexed.</exception>
    Task UpsertAsync(RoomId room, DocumentId document, IReadOnlyList<IndexedPassage> passages, CancellationToken cancellationToken);

    /// <summary>Takes out everything of a document; what is not there is no error.</summary>
    Task DeleteAsync(RoomId room, DocumentId document, CancellationToken cancellationToken);

    /// <summary>The passages of a room that fit a query best, best first.</summary>
    Task<IReadOnlyList<PassageHit>> SearchAsync(RoomId room, string query, int limit, CancellationToken cancellationToken);
}
