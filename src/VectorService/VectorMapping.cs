using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using Domain = GroupChat.Vectors.Search;
using Wire = GroupChat.Contracts.Vector.V1;

namespace GroupChat.Vectors;

/// <summary>Between the contract's messages and the domain's values.</summary>
internal static class VectorMapping
{
    public static CollectionRequest ToDomain(this EnsureCollectionRequest request) =>
        new(request.CollectionId, request.Embedder, request.Dimension, ToDomain(request.Metric));

    public static PointAddress ToDomain(this Address? address) => new(address?.CollectionId ?? "", address?.TenantId ?? "");

    public static PointDraft ToDomain(Point point) =>
        new(point.PointId, point.Text, [.. point.Vector], new Dictionary<string, string>(point.Payload));

    public static SearchQuery ToDomain(this SearchPointsRequest request) =>
        new(request.Query, [.. request.Vector], ToDomain(request.Mode), request.Limit, request.Filter.ToDomain())
        {
            Dense = ToDomain(request.Dense, LaneTerms.OfDense),
            Lexical = ToDomain(request.Lexical, LaneTerms.OfLexical),
            Diversity = request.Diversity is { } diversity ? new(diversity.Strength, diversity.Candidates) : null,
            Exact = request.Exact,
            WithVectors = request.WithVectors,
            Explain = request.Explain,
        };

    public static PayloadSelection ToDomain(this PayloadSelector? selector)
    {
        if (selector is null)
            return PayloadSelection.All;
        if (selector.IncludeKeys.Count > PayloadSelection.MaxKeys || selector.ExcludeKeys.Count > PayloadSelection.MaxKeys)
            throw Violations.One("payload", $"must have at most {PayloadSelection.MaxKeys} keys of a kind");
        var include = selector.IncludeKeys.Count == 0 ? null : selector.IncludeKeys.ToHashSet(StringComparer.Ordinal);
        return selector.None ? PayloadSelection.None : new(include, selector.ExcludeKeys.ToHashSet(StringComparer.Ordinal));
    }

    public static Collection ToContract(this CollectionInfo info) => new()
    {
        CollectionId = info.Definition.Id,
        Dimension = info.Definition.Dimension,
        Metric = ToContract(info.Definition.Metric),
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

    public static Point ToContract(this StoredPoint point, PayloadSelection payload, bool withVector) => new()
    {
        PointId = point.Id,
        Text = point.Text,
        Payload = { payload.Of(point.Payload).ToDictionary() },
        Vector = { withVector ? point.Vector : [] },
    };

    public static SearchPointsResponse ToContract(this SearchAnswer answer, PayloadSelection payload) => new()
    {
        Hits = { answer.Hits.Select(hit => ToContract(hit, payload)) },
        Explanation = answer.Explanation is { } explanation ? ToContract(explanation) : null,
    };

    private static Explanation ToContract(SearchExplanation explanation) => new()
    {
        PointCount = explanation.Points,
        CandidateCount = explanation.Candidates,
        DensePath = explanation.Dense is { } plan ? NameOf(plan.Path) : "",
        GraphWidth = explanation.Dense is { Path: SearchPath.Graph } walk ? walk.Width : 0,
        GraphRecall = explanation.Recall,
        Terms =
        {
            explanation.Terms.Select(one => new ExplainedTerm { Term = one.Term.Term, Weight = one.Term.Weight, PointCount = one.Points }),
        },
    };

    private static LaneTerms ToDomain(LaneSettings? settings, LaneTerms usual) => new(
        settings is { HasWeight: true } ? settings.Weight : usual.Weight,
        settings is { HasMinScore: true } ? settings.MinScore : null,
        settings is { HasWeight: true });

    private static Wire.SearchHit ToContract(Domain.SearchHit hit, PayloadSelection payload) => new()
    {
        Point = ToContract(hit.Point with { Vector = hit.Vector }, payload, withVector: true),
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

    private static VectorMetric? ToDomain(Metric metric) => metric switch
    {
        Metric.Unspecified => null,
        Metric.Cosine => VectorMetric.Cosine,
        Metric.Dot => VectorMetric.Dot,
        Metric.Euclidean => VectorMetric.Euclidean,
        _ => throw Violations.One("metric", "must be one of Metric's values"),
    };

    private static Metric ToContract(VectorMetric metric) => metric switch
    {
        VectorMetric.Dot => Metric.Dot,
        VectorMetric.Euclidean => Metric.Euclidean,
        _ => Metric.Cosine,
    };

    public static string NameOf(SearchPath path) => path switch
    {
        SearchPath.Floats => "floats",
        SearchPath.Codes => "codes",
        SearchPath.Elsewhere => "qdrant",
        _ => "graph",
    };

    private static string NameOf(Lane lane) => lane switch
    {
        Lane.Dense => "dense",
        Lane.Trigram => "trigram",
        _ => "bm25",
    };
}
