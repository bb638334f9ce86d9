using GroupChat.Contracts.Vector.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Passages;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Documents.Neighbours;

/// <summary>
/// Passages as points of VectorService: one collection for all documents, one tenant per room. The collection is made when it
/// is first needed, and again should it be gone.
/// </summary>
internal sealed class VectorPassageIndex(VectorService.VectorServiceClient vectors, TimeProvider time) : IPassageIndex
{
    private const string Collection = "documents";
    private const string DocumentKey = "document_id";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private volatile bool _ensured;

    public async Task UpsertAsync(
        RoomId room, DocumentId document, IReadOnlyList<IndexedPassage> passages, CancellationToken cancellationToken)
    {
        var request = new UpsertPointsRequest { Address = AddressOf(room), Points = { passages.Select(passage => PointOf(document, passage)) } };
        var response = await CallAsync(options => vectors.UpsertPointsAsync(request, options), cancellationToken);
        if (response.Results.FirstOrDefault(result => result.Reason.Length > 0) is { } refused)
            throw new DomainError(ErrorCode.FailedPrecondition, refused.Reason, "The index refused a passage.");
    }

    public async Task DeleteAsync(RoomId room, DocumentId document, CancellationToken cancellationToken)
    {
        var filter = new Filter { Must = { new Condition { Key = DocumentKey, AnyOf = { document.Value } } } };
        var request = new DeletePointsRequest { Address = AddressOf(room), Filter = filter };
        await CallAsync(options => vectors.DeletePointsAsync(request, options), cancellationToken);
    }

    public async Task<IReadOnlyList<PassageHit>> SearchAsync(RoomId room, string query, int limit, CancellationToken cancellationToken)
    {
        var request = new SearchPointsRequest { Address = AddressOf(room), Query = query, Limit = limit };
        var response = await CallAsync(options => vectors.SearchPointsAsync(request, options), cancellationToken);
        return [.. response.Hits.Select(hit => new PassageHit(new(hit.Point.PointId), hit.Score))];
    }

    private async Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            if (!_ensured)
                await vectors.EnsureCollectionAsync(new() { CollectionId = Collection }, Options(cancellationToken));
            _ensured = true;
            return await call(Options(cancellationToken));
        }
        catch (RpcException failed)
        {
            throw Translate(failed.ToDomainError());
        }
    }

    private DomainError Translate(DomainError error)
    {
        if (error.Reason == "COLLECTION_NOT_FOUND")
            _ensured = false;
        var passing = !_ensured || error.Code is ErrorCode.Unavailable or ErrorCode.DeadlineExceeded or ErrorCode.ResourceExhausted;
        return passing ? DocumentErrors.IndexUnavailable(error.RetryAfter ?? RetryAfter) : error;
    }

    private CallOptions Options(CancellationToken cancellationToken) =>
        new(deadline: (time.GetUtcNow() + Deadline).UtcDateTime, cancellationToken: cancellationToken);

    private static Address AddressOf(RoomId room) => new() { CollectionId = Collection, TenantId = room.Value };

    private static Point PointOf(DocumentId document, IndexedPassage passage) =>
        new() { PointId = passage.Id.Value, Text = passage.Text, Payload = { [DocumentKey] = document.Value } };
}
