using System.Collections.Concurrent;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Documents.Tests.Neighbours;

/// <summary>As much of VectorService as this service asks for, in memory.</summary>
[ServiceOnly]
internal sealed class FakeVectors : VectorService.VectorServiceBase
{
    private readonly ConcurrentDictionary<(string Tenant, string Id), Point> _points = new();

    public bool HasCollection { get; set; }

    public DomainError? Fault { get; set; }

    public IEnumerable<(string Tenant, string Id)> Ids => _points.Keys.Order();

    public override Task<EnsureCollectionResponse> EnsureCollection(EnsureCollectionRequest request, ServerCallContext context)
    {
        HasCollection = true;
        return Task.FromResult(new EnsureCollectionResponse());
    }

    public override Task<UpsertPointsResponse> UpsertPoints(UpsertPointsRequest request, ServerCallContext context)
    {
        Check();
        foreach (var point in request.Points)
            _points[(request.Address.TenantId, point.PointId)] = point;
        var results = request.Points.Select(point => new UpsertResult { PointId = point.PointId, Reason = point.Text.Length == 0 ? "EMPTY_POINT" : "" });
        return Task.FromResult(new UpsertPointsResponse { Results = { results } });
    }

    public override Task<DeletePointsResponse> DeletePoints(DeletePointsRequest request, ServerCallContext context)
    {
        Check();
        var condition = request.Filter.Must.Single();
        foreach (var point in _points.Where(point => condition.AnyOf.Contains(point.Value.Payload[condition.Key])))
            _points.TryRemove(point);
        return Task.FromResult(new DeletePointsResponse());
    }

    public override Task<SearchPointsResponse> SearchPoints(SearchPointsRequest request, ServerCallContext context)
    {
        Check();
        var hits = _points
            .Where(point => point.Key.Tenant == request.Address.TenantId && point.Value.Text.Contains(request.Query, StringComparison.Ordinal))
            .Select(point => new SearchHit { Point = point.Value, Score = 1 });
        return Task.FromResult(new SearchPointsResponse { Hits = { hits.Take(request.Limit) } });
    }

    private void Check()
    {
        if (Fault is not null)
            throw Fault;
        if (!HasCollection)
            throw new DomainError(ErrorCode.NotFound, "COLLECTION_NOT_FOUND", "no such collection");
    }
}
