namespace GroupChat.Vectors.Dense;

/// <summary>How closeness is measured. Scores are higher for what is closer, whatever the metric.</summary>
internal enum VectorMetric
{
    /// <summary>Cosine of the angle. Rows and queries are of unit length.</summary>
    Cosine,

    /// <summary>Inner product.</summary>
    Dot,

    /// <summary>Euclidean distance; the score is its negative.</summary>
    Euclidean,
}
