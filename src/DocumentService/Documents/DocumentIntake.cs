using GroupChat.Documents.Indexing;
using GroupChat.Documents.Storage;

namespace GroupChat.Documents.Documents;

/// <summary>Stores a document, has it indexed, and answers when it is searchable or has failed.</summary>
internal sealed class DocumentIntake(IDocumentStore store, IndexingBoard board)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">REQUEST_ID_REUSED; INDEX_UNAVAILABLE: stored, and indexed later.</exception>
    public async Task<AddedDocument> AddAsync(NewDocument document, CancellationToken cancellationToken)
    {
        var added = await store.AddAsync(document, cancellationToken);
        DocumentTelemetry.Added(added.Info.MediaType, added.AlreadyExisted);
        return await FinishAsync(added, cancellationToken);
    }

    /// <summary>The document an earlier request of the same key led to, or null when the key is new.</summary>
    public async Task<AddedDocument?> FindRepeatAsync(RequestKey? request, CancellationToken cancellationToken)
    {
        var earlier = request is null ? null : await store.FindRequestAsync(request, cancellationToken);
        return earlier is null ? null : await FinishAsync(new(earlier, AlreadyExisted: true), cancellationToken);
    }

    private async Task<AddedDocument> FinishAsync(AddedDocument added, CancellationToken cancellationToken)
    {
        if (added.Info.State != DocumentState.Indexing)
            return added;
        await board.WaitAsync(added.Info.Id, IsFinishedAsync, cancellationToken);
        var finished = await store.FindAsync(added.Info.Id, cancellationToken);
        return added with { Info = finished ?? throw DocumentErrors.DocumentNotFound(added.Info.Id.Value) };

        async Task<bool> IsFinishedAsync() =>
            await store.FindAsync(added.Info.Id, cancellationToken) is not { State: DocumentState.Indexing };
    }
}
