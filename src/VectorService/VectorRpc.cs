using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using Grpc.Core;

namespace GroupChat.Vectors;

/// <summary>VectorService on the wire. For services only: who may see a tenant is decided where the tenant comes from.</summary>
[ServiceOnly]
internal sealed partial class VectorRpc(
    CollectionCatalog collections, PointIntake intake, PointShelf shelf, IPointSearch search, VectorAdmin admin, StreamLifetime lifetime)
    : VectorService.VectorServiceBase
{
    public override async Task<EnsureCollectionResponse> EnsureCollection(EnsureCollectionRequest request, ServerCallContext context) =>
        new() { Collection = (await collections.EnsureAsync(request.ToDomain(), context.CancellationToken)).ToContract() };

    public override async Task<GetCollectionResponse> GetCollection(GetCollectionRequest request, ServerCallContext context) =>
        new() { Collection = (await collections.DescribeAsync(request.CollectionId, context.CancellationToken)).ToContract() };

    public override async Task<ListCollectionsResponse> ListCollections(ListCollectionsRequest request, ServerCallContext context) =>
        (await collections.ListAsync(request.PageToken, request.PageSize, context.CancellationToken)).ToContract();

    public override async Task<DeleteCollectionResponse> DeleteCollection(DeleteCollectionRequest request, ServerCallContext context)
    {
        await collections.DeleteAsync(request.CollectionId, context.CancellationToken);
        return new();
    }

    public override async Task<UpsertPointsResponse> UpsertPoints(UpsertPointsRequest request, ServerCallContext context)
    {
        var drafts = request.Points.Select(VectorMapping.ToDomain).ToArray();
        var reasons = await intake.UpsertAsync(request.Address.ToDomain(), drafts, context.CancellationToken);
        return drafts.ToContract(reasons);
    }

    public override async Task<DeletePointsResponse> DeletePoints(DeletePointsRequest request, ServerCallContext context) => new()
    {
        DeletedCount = await shelf.DeleteAsync(
            request.Address.ToDomain(), request.PointIds, request.Filter.ToDomain(), context.CancellationToken),
    };

    public override async Task<GetPointsResponse> GetPoints(GetPointsRequest request, ServerCallContext context)
    {
        var payload = request.Payload.ToDomain();
        var points = await shelf.GetAsync(request.Address.ToDomain(), request.PointIds, context.CancellationToken);
        return new GetPointsResponse { Points = { points.Select(point => point.ToContract(payload, request.WithVectors)) } }.Fitting();
    }

    public override async Task<ScrollPointsResponse> ScrollPoints(ScrollPointsRequest request, ServerCallContext context)
    {
        var payload = request.Payload.ToDomain();
        var page = await shelf.ScrollAsync(
            request.Address.ToDomain(), request.Filter.ToDomain(), request.PageToken, request.PageSize, context.CancellationToken);
        var points = page.Points.Select(point => point.ToContract(payload, request.WithVectors));
        return new() { Points = { points }, NextPageToken = page.NextToken };
    }

    public override async Task<CountPointsResponse> CountPoints(CountPointsRequest request, ServerCallContext context) =>
        new() { Count = await shelf.CountAsync(request.Address.ToDomain(), request.Filter.ToDomain(), context.CancellationToken) };

    public override async Task<SearchPointsResponse> SearchPoints(SearchPointsRequest request, ServerCallContext context)
    {
        var payload = request.Payload.ToDomain();
        return (await search.SearchAsync(request.Address.ToDomain(), request.ToDomain(), context.CancellationToken)).ToContract(payload).Fitting();
    }
}
