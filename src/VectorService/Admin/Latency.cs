namespace GroupChat.Vectors.Admin;

/// <summary>The middle and the 95th of a hundred times, in milliseconds.</summary>
internal readonly record struct Latency(double P50, double P95)
{
    public static Latency Of(List<double> milliseconds)
    {
        if (milliseconds.Count == 0)
            return default;
        double[] ordered = [.. milliseconds.Order()];
        return new(ordered[(ordered.Length - 1) / 2], ordered[(int)Math.Ceiling(ordered.Length * 0.95) - 1]);
    }
}
