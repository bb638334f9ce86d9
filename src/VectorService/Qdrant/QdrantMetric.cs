using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Our metrics as the server's distances. Its scores are higher for what is closer, but for a distance, which is then a true one:
/// ours is the negative of that.
/// </summary>
internal static class QdrantMetric
{
    public static Wire.Distance Of(VectorMetric metric) => metric switch
    {
        VectorMetric.Dot => Wire.Distance.Dot,
        VectorMetric.Euclidean => Wire.Distance.Euclid,
        _ => Wire.Distance.Cosine,
    };

    /// <summary>Null for one that is not ours.</summary>
    public static VectorMetric? Read(Wire.Distance distance) => distance switch
    {
        Wire.Distance.Cosine => VectorMetric.Cosine,
        Wire.Distance.Dot => VectorMetric.Dot,
        Wire.Distance.Euclid => VectorMetric.Euclidean,
        _ => null,
    };

    /// <summary>A score of the server's as one of ours, and back.</summary>
    public static double Score(VectorMetric metric, double score) => metric == VectorMetric.Euclidean ? -score : score;

    /// <summary>
    /// What the server is to leave out, a little less than what is asked for: there a score that is equal does not count, and ours has
    /// more digits. Whoever asks compares again.
    /// </summary>
    public static float Threshold(VectorMetric metric, double least)
    {
        var threshold = (float)Score(metric, least);
        return metric == VectorMetric.Euclidean ? MathF.BitIncrement(threshold) : MathF.BitDecrement(threshold);
    }
}
