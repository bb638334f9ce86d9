using GroupChat.Bench.Load;

namespace GroupChat.Bench.Vectors;

/// <summary>Queries a second against recall, over several widths: two sides are compared where they find equally much.</summary>
internal sealed class RecallCurve
{
    private readonly SortedDictionary<int, (double Recall, List<double> QueriesPerSecond)> _points = [];

    public void Add(int width, double recall, double queriesPerSecond)
    {
        if (!_points.TryGetValue(width, out var point))
            _points[width] = point = (recall, []);
        point.QueriesPerSecond.Add(queriesPerSecond);
    }

    /// <summary>Queries a second at this recall, between the widths beside it; 0 when no width reaches it.</summary>
    public double At(double recall)
    {
        var (before, speedBefore) = (0.0, 0.0);
        foreach (var (found, speeds) in _points.Values)
        {
            var speed = Measure.Percentile(speeds, 50);
            if (found >= recall)
                return before == 0 ? speed : speedBefore + ((speed - speedBefore) * (recall - before) / (found - before));
            (before, speedBefore) = (found, speed);
        }

        return 0;
    }

    public override string ToString() => string.Join(", ", _points.Select(point => FormattableString.Invariant(
        $"{point.Key}: {point.Value.Recall:F3} at {Measure.Percentile(point.Value.QueriesPerSecond, 50):F0}/s")));
}
