using GroupChat.Documents.Chunking;
using GroupChat.Documents.Detection;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Storage;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Indexing;

/// <summary>
/// What there is to do for one document. Passages have ids made of document and position, and the text they are cut from
/// never changes: doing the work twice gives the same passages, not twice as many.
/// </summary>
internal sealed class DocumentWork(IDocumentStore store, IPassageIndex index, TimeProvider time)
{
    /// <summary>Passages per call to the index: about 1 MiB.</summary>
    private const int Batch = 100;

    public async Task DoAsync(DocumentInfo document, CancellationToken cancellationToken)
    {
        if (document.State == DocumentState.Deleting)
            await DeleteAsync(document, cancellationToken);
        else
            await IndexAsync(document, cancellationToken);
    }

    /// <summary>Nothing more will be tried: a document to index has failed, one to delete is gone with whatever is left of it.</summary>
    public async Task GiveUpAsync(DocumentInfo document, CancellationToken cancellationToken)
    {
        if (document.State == DocumentState.Deleting)
            await store.RemoveAsync(document.Id, cancellationToken);
        else
            await store.MarkFailedAsync(document.Id, DocumentErrors.IndexingFailedReason, time.GetUtcNow(), cancellationToken);
    }

    private async Task IndexAsync(DocumentInfo document, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (await store.ReadTextAsync(document.Id, cancellationToken) is not { } text)
            return;
        var format = MediaTypes.Parse(document.MediaType) ?? DocumentFormat.PlainText;
        var chunks = Chunker.Cut(StructuredText.Read(text, format));
        await store.SaveChunksAsync(document.Id, chunks, cancellationToken);
        foreach (var batch in chunks.Chunk(Batch))
        {
            var passages = Array.ConvertAll(batch, chunk => new IndexedPassage(PassageId.Of(document.Id, chunk.Ordinal), Searched(document, text, chunk)));
            await index.UpsertAsync(document.Room, document.Id, passages, cancellationToken);
        }
        // Not when it was deleted meanwhile: then the deletion comes next and takes these passages out again.
        await store.MarkReadyAsync(document.Id, chunks.Count, time.GetUtcNow(), cancellationToken);
        DocumentTelemetry.Indexed(time.GetElapsedTime(began), chunks.Count);
    }

    private async Task DeleteAsync(DocumentInfo document, CancellationToken cancellationToken)
    {
        await index.DeleteAsync(document.Room, document.Id, cancellationToken);
        await store.RemoveAsync(document.Id, cancellationToken);
    }

    /// <summary>A passage is found by the title and the headings it stands under, too.</summary>
    private static string Searched(DocumentInfo document, CanonicalText text, Chunk chunk) =>
        string.Join(" > ", chunk.Headings.Prepend(document.Title).Distinct()) + "\n\n" + text.Slice(chunk.Range);
}
