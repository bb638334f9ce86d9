using GroupChat.Documents.Indexing;
using GroupChat.Documents.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Documents;

/// <summary>Looks after the documents that are there: each is for the members of its room only.</summary>
internal sealed class DocumentShelf(IDocumentStore store, IRoomAccess rooms, IndexingBoard board, TimeProvider time)
{
    private const int DefaultPage = 50;
    private const int MaxPage = 200;

    public async Task<DocumentInfo> GetAsync(UserId user, DocumentId id, CancellationToken cancellationToken)
    {
        var document = await FindAsync(id, cancellationToken);
        await rooms.RequireMemberAsync(document.Room, user, cancellationToken);
        return document;
    }

    /// <summary>One page, newest first, and the token of the next; empty on the last.</summary>
    public async Task<(IReadOnlyList<DocumentInfo> Documents, string NextToken)> ListAsync(
        UserId user, RoomId room, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(room.Value.Length == 0, "room_id", "is required")
            .AddIf(pageSize < 0, "page_size", "must not be negative")
            .ThrowIfAny();
        var before = DocumentPageToken.Read(room, pageToken);
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var size = pageSize == 0 ? DefaultPage : Math.Min(pageSize, MaxPage);
        var found = await store.ListAsync(room, before, size + 1, cancellationToken);
        return found.Count <= size ? (found, "") : ([.. found.Take(size)], DocumentPageToken.Make(room, found[size - 1].Id));
    }

    /// <summary>Who brought a document in may delete it, and the room's owner.</summary>
    public async Task DeleteAsync(UserId user, DocumentId id, CancellationToken cancellationToken)
    {
        var document = await FindAsync(id, cancellationToken);
        var role = await rooms.RequireMemberAsync(document.Room, user, cancellationToken);
        if (document.Creator != user && role != RoomRole.Owner)
            throw DocumentErrors.NotYourDocument(id.Value);
        if (!await store.MarkDeletingAsync(id, time.GetUtcNow(), cancellationToken))
            throw DocumentErrors.DocumentNotFound(id.Value);
        board.Announce();
    }

    private async Task<DocumentInfo> FindAsync(DocumentId id, CancellationToken cancellationToken)
    {
        if (id.Value.Length == 0)
            throw Violations.One("document_id", "is required");
        return await store.FindAsync(id, cancellationToken) ?? throw DocumentErrors.DocumentNotFound(id.Value);
    }
}
