using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>One lane of a search as a question to the server.</summary>
/// <param name="Vector">What is near to what is looked for.</param>
/// <param name="Metric">How near: words go by the inner product.</param>
/// <param name="Filter">Only among these.</param>
/// <param name="Depth">At most so many.</param>
internal sealed record QdrantQuery(Wire.VectorInput Vector, VectorMetric Metric, PayloadFilter? Filter, int Depth)
{
    /// <summary>Bytes choose so many times what is wanted, floats decide.</summary>
    private const double Oversampling = 2;

    public double? MinScore { get; init; }

    public bool Exact { get; init; }

    public bool WithVectors { get; init; }

    public Wire.QueryPoints ToRequest(QdrantTenant tenant)
    {
        var isDense = Vector.Dense is not null;
        var request = new Wire.QueryPoints
        {
            CollectionName = tenant.Collection.Name,
            Query = new() { Nearest = Vector },
            Using = isDense ? tenant.Collection.Vector : QdrantCollection.Words,
            Filter = tenant.Filter(Filter),
            Limit = (ulong)Depth,
            WithPayload = QdrantPayload.Shown,
            WithVectors = WithVectors ? QdrantPoint.VectorOf(tenant.Collection) : null,
            Params = new() { Exact = Exact },
        };
        if (isDense)
            request.Params.Quantization = new() { Ignore = Exact, Rescore = true, Oversampling = Oversampling };
        if (MinScore is { } least)
            request.ScoreThreshold = QdrantMetric.Threshold(Metric, least);
        return request;
    }

    /// <summary>A score of the server's in our terms; null when it is not enough.</summary>
    public double? ScoreOf(Wire.ScoredPoint point) =>
        QdrantMetric.Score(Metric, point.Score) is var score && score < MinScore ? null : score;
}
