using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using Domain = GroupChat.Vectors.Search;
using Wire = GroupChat.Contracts.Vector.V1;

namespace GroupChat.Vectors;

/// <summary>Between the contract's messages and the domain's values.</summary>
internal static class VectorMapping
{
    public static CollectionRequest ToDomain(this EnsureCollectionRequest request) =>
        request.Metric is Metric.Unspecified or Metric.Cosine
            ? new(request.CollectionId, request.Embedder, request.Dimension)
            : throw Violations.One("metric", "must be METRIC_COSINE or unspecified");

    public static PointAddress ToDomain(this Address? address) => new(address?.CollectionId ?? "", address?.TenantId ?? "");

    public static PointDraft ToDomain(Point point) =>
        new(point.PointId, point.Text, [.. point.Vector], new Dictionary<string, string>(point.Payload));

    public static PayloadFilter? ToDomain(this Filter? filter) => filter is null
        ? null
        : new PayloadFilter.All(
            [.. filter.Must.Select(must => new PayloadFilter.AnyOf(must.Key, must.AnyOf.ToHashSet(StringComparer.Ordinal)))]);

    public static SearchQuery ToDomain(this SearchPointsRequest request) =>
        new(request.Query, [.. request.Vector], ToDomain(request.Mode), request.Limit, request.Filter.ToDomain());

    public static Collection ToContract(this CollectionInfo info) => new()
    {
        CollectionId = info.Definition.Id,
        Dimension = info.Definition.Dimension,
        Metric = Metric.Cosine,
        Embedder = info.Definition.Embedder,
        CreateTime = info.Definition.Created.ToTimestamp(),
        PointCount = info.Points,
    };

    public static ListCollectionsResponse ToContract(this CollectionPage page) => new()
    {
        Collections = { page.Collections.Select(ToContract) },
        NextPageToken = page.NextToken,
    };

    public static UpsertPointsResponse ToContract(this IReadOnlyList<PointDraft> drafts, IReadOnlyList<string> reasons) => new()
    {
        Results = { drafts.Select((draft, i) => new UpsertResult { PointId = draft.Id, Reason = reasons[i] }) },
    };

    public static GetPointsResponse ToContract(this IReadOnlyList<StoredPoint> points, bool withVectors) => new()
    {
        Points = { points.Select(point => ToContract(point, withVectors)) },
    };

    public static SearchPointsResponse ToContract(this IReadOnlyList<Domain.SearchHit> hits) =>
        new() { Hits = { hits.Select(ToContract) } };

    private static Point ToContract(StoredPoint point, bool withVector) => new()
    {
        PointId = point.Id,
        Text = point.Text,
        Payload = { point.Payload.ToDictionary() },
        Vector = { withVector ? point.Vector : [] },
    };

    private static Wire.SearchHit ToContract(Domain.SearchHit hit) => new()
    {
        Point = ToContract(hit.Point, withVector: false),
        Score = hit.Score,
        Lanes = { hit.Lanes.Select(place => new Wire.LaneRank { Lane = NameOf(place.Lane), Rank = place.Rank, Score = place.Score }) },
    };

    private static Domain.SearchMode ToDomain(Wire.SearchMode mode) => mode switch
    {
        Wire.SearchMode.Unspecified or Wire.SearchMode.Hybrid => Domain.SearchMode.Hybrid,
        Wire.SearchMode.Dense => Domain.SearchMode.Dense,
        Wire.SearchMode.Lexical => Domain.SearchMode.Lexical,
        _ => throw Violations.One("mode", "must be one of SearchMode's values"),
    };

    private static string NameOf(Lane lane) => lane switch
    {
        Lane.Dense => "dense",
        Lane.Trigram => "trigram",
        _ => "bm25",
    };
}
